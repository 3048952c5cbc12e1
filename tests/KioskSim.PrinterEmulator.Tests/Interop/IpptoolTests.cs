using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Tests.Interop;

/// <summary>CUPS's ipptool judges our printer: encoding, HTTP, required attributes and the life of a job.</summary>
public sealed class IpptoolTests
{
    [Fact]
    public void The_printer_describes_itself_as_RFC_8011_requires()
    {
        using var host = PrinterHost.Start();
        Run(host, "describe-printer.test");
    }

    [Theory]
    [InlineData("-C")] // in chunks
    [InlineData("-L")] // with the length ahead
    public async Task A_job_is_taken_printed_and_found_again(string transfer)
    {
        using var host = PrinterHost.Start();
        Run(host, "print-job.test", transfer, "-f", await PdfAsync(pages: 3));
        Assert.Equal([2, 2], host.Printer.TakePaper().Select(c => c.Sheets)); // two copies of three pages
    }

    [Fact]
    public async Task A_job_that_the_printer_cannot_do_is_refused_by_the_right_status()
    {
        using var host = PrinterHost.Start();
        Run(host, "refused-job.test", "-f", await PdfAsync(pages: 1));
        Assert.Equal(0, host.Printer.SheetsPrinted);
    }

    [Fact]
    public async Task A_jammed_job_is_seen_stopped_and_called_off()
    {
        using var host = PrinterHost.Start();
        host.Printer.Plan(FaultScript.Parse("jam before sheet 1"));
        Run(host, "jammed-job.test", "-f", await PdfAsync(pages: 1));
        Assert.Equal(0, host.Printer.SheetsPrinted);
    }

    static async Task<string> PdfAsync(int pages)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"pages-{pages}.pdf");
        await File.WriteAllBytesAsync(path, PrinterHost.Pdf(pages));
        return path;
    }

    static void Run(PrinterHost host, string test, params string[] options)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Interop", test);
        ForeignProgram.RunWell("cups-ipp-utils", "ipptool", [.. options, "-T", "10", "-tv", host.Uri, file]);
    }
}
