using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace KioskSim.Cli.Tests.Programs;

/// <summary>What another program reads in a printed sheet.</summary>
static class PdfText
{
    /// <summary>Of a file; without the program the test is skipped.</summary>
    public static Task<string> ReadAsync(string path) => ReadAsync(path, []);

    /// <summary>Of a document that lies in no file.</summary>
    public static Task<string> ReadAsync(byte[] pdf) => ReadAsync("-", pdf);

    static async Task<string> ReadAsync(string path, byte[] input)
    {
        var start = new ProcessStartInfo("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return text;
        }
        catch (Win32Exception)
        {
            Assert.Skip("pdftotext is not installed (Debian package poppler-utils).");
            throw;
        }
    }
}
