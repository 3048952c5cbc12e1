using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace KioskSim.Cli.Tests.Programs;

/// <summary>What another program reads in a printed sheet.</summary>
static class PdfText
{
    public static async Task<string> ReadAsync(string path)
    {
        var start = new ProcessStartInfo("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"])
        {
            RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
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
