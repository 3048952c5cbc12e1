using KioskSim.Paper.Certificates;
using KioskSim.Paper.Tests.Tools;

namespace KioskSim.Paper.Tests.Certificates;

/// <summary>A certificate's text as another program reads it from the PDF, without the spaces that readers see where they like.</summary>
public static class Printed
{
    /// <summary>Front and back of each sheet in turn.</summary>
    public static string[] Pages(CertificateRecord record)
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(record));
        return [.. DebianTool.PopplerText(pdf).Select(Squeeze)];
    }

    public static string[] FrontPages(CertificateRecord record) => [.. Pages(record).Where((_, i) => i % 2 == 0)];

    public static string Front(CertificateRecord record) => Assert.Single(FrontPages(record));

    public static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    public static int Count(string text, string part)
    {
        Assert.NotEqual("", part);
        return text.Split(part).Length - 1;
    }
}
