using KioskSim.Fixtures;

namespace KioskSim.Cli.Tests.Programs;

/// <summary>What another program reads in a printed sheet.</summary>
static class PdfText
{
    /// <summary>Of a file; without the program the test is skipped.</summary>
    public static string Read(string path) => Read(path, []);

    /// <summary>Of a document that lies in no file.</summary>
    public static string Read(byte[] pdf) => Read("-", pdf);

    static string Read(string path, byte[] input) =>
        ForeignProgram.RunWell("poppler-utils", "pdftotext", ["-raw", "-enc", "UTF-8", path, "-"], input: input).Text;
}
