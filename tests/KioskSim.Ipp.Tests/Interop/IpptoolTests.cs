namespace KioskSim.Ipp.Tests.Interop;

/// <summary>CUPS's ipptool judges our printer: encoding, HTTP, required attributes and the life of a job.</summary>
public sealed class IpptoolTests
{
    [Fact]
    public async Task The_printer_describes_itself_as_RFC_8011_requires()
    {
        await using var host = await PrinterHost.StartAsync();
        Run(host, "describe-printer.test");
    }

    [Theory]
    [InlineData("-C")] // in chunks
    [InlineData("-L")] // with the length ahead
    public async Task A_job_is_taken_printed_and_found_again(string transfer)
    {
        await using var host = await PrinterHost.StartAsync();
        Run(host, "print-job.test", transfer, "-f", await PdfAsync(pages: 3));
        Assert.Equal([2, 2], host.Printer.TakePaper().Select(c => c.Sheets)); // two copies of three pages
    }

    [Fact]
    public async Task A_job_that_the_printer_cannot_do_is_refused_by_the_right_status()
    {
        await using var host = await PrinterHost.StartAsync();
        Run(host, "refused-job.test", "-f", await PdfAsync(pages: 1));
        Assert.Equal(0, host.Printer.SheetsPrinted);
    }

    [Fact]
    public async Task A_jammed_job_is_seen_stopped_and_called_off()
    {
        await using var host = await PrinterHost.StartAsync();
        host.Printer.JamBeforeSheet = 1;
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
        ForeignProgram.RunWell("cups-ipp-utils", "ipptool", [.. options, "-T", "10", "-tv", $"ipp://{host.Address}{PrinterHost.Path}", file]);
    }
}
