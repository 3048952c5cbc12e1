using System.ComponentModel;
using System.Diagnostics;

namespace KioskSim.Ipp.Tests.Interop;

/// <summary>CUPS's ipptool judges our printer: encoding, HTTP, required attributes and the life of a job.</summary>
public sealed class IpptoolTests
{
    [Fact]
    public async Task The_printer_describes_itself_as_RFC_8011_requires()
    {
        await using var host = await PrinterHost.StartAsync();
        await RunAsync(host, "describe-printer.test");
    }

    [Theory]
    [InlineData("-C")] // in chunks
    [InlineData("-L")] // with the length ahead
    public async Task A_job_is_taken_printed_and_found_again(string transfer)
    {
        await using var host = await PrinterHost.StartAsync();
        await RunAsync(host, "print-job.test", transfer, "-f", await PdfAsync(pages: 3));
        Assert.Equal([2, 2], host.Printer.TakePaper().Select(c => c.Sheets)); // two copies of three pages
    }

    [Fact]
    public async Task A_job_that_the_printer_cannot_do_is_refused_by_the_right_status()
    {
        await using var host = await PrinterHost.StartAsync();
        await RunAsync(host, "refused-job.test", "-f", await PdfAsync(pages: 1));
        Assert.Equal(0, host.Printer.SheetsPrinted);
    }

    [Fact]
    public async Task A_jammed_job_is_seen_stopped_and_called_off()
    {
        await using var host = await PrinterHost.StartAsync();
        host.Printer.JamBeforeSheet = 1;
        await RunAsync(host, "jammed-job.test", "-f", await PdfAsync(pages: 1));
        Assert.Equal(0, host.Printer.SheetsPrinted);
    }

    static async Task<string> PdfAsync(int pages)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"pages-{pages}.pdf");
        await File.WriteAllBytesAsync(path, PrinterHost.Pdf(pages));
        return path;
    }

    static async Task RunAsync(PrinterHost host, string test, params string[] options)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Interop", test);
        var start = new ProcessStartInfo("ipptool", [.. options, "-T", "10", "-tv", $"ipp://{host.Address}{PrinterHost.Path}", file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        Process tool;
        try
        {
            tool = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("ipptool is not installed (Debian package cups-ipp-utils).");
            throw;
        }

        using (tool)
        {
            var errors = tool.StandardError.ReadToEndAsync();
            var output = await tool.StandardOutput.ReadToEndAsync().Soon();
            await tool.WaitForExitAsync().Soon();
            Assert.True(tool.ExitCode == 0, $"ipptool: {output}{await errors}");
        }
    }
}
