using System.Security.Cryptography;
using KioskSim.Fixtures;
using KioskSim.Kiosk.Printing;

namespace KioskSim.Printers.Tests;

/// <summary>The kiosk's end of the cable against CUPS's ippeveprinter.</summary>
public sealed class IppEvePrinterTests
{
    static readonly byte[] Pdf = [.. "%PDF-1.4\n"u8, .. new byte[200_000], .. "\n%%EOF\n"u8];
    static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Pdf));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public async Task The_document_arrives_byte_for_byte_with_its_copies_on_both_sides(bool secure, int copies)
    {
        using var printer = await IppEvePrinter.StartAsync();
        printer.Behave($"ATTR: job-impressions-completed={4 * copies}");
        var kiosk = printer.Client(secure);
        Assert.True(kiosk.Look().CanPrint);
        var job = kiosk.Print("session-1", Pdf, copies);
        Assert.Equal(new PrintProgress(IsOver: true, IsStopped: false, SheetsOut: 2 * copies), await OverAsync(kiosk, job));
        Assert.Equal($"{Hash} {copies} two-sided-long-edge", Assert.Single(printer.Printed));
        Assert.Equal(job, kiosk.Find("session-1"));
        Assert.Null(kiosk.Find("session-2"));
        Assert.Empty(printer.Spool);
    }

    [Fact]
    public async Task A_printer_with_another_certificate_than_the_pinned_one_gets_nothing()
    {
        using var printer = await IppEvePrinter.StartAsync();
        var address = PrinterAddress.Parse(printer.Uri(secure: true), new string('0', 64));
        var error = Assert.Throws<PrinterException>(() => new IppPrinter(address, TimeSpan.FromSeconds(20)).Print("session-1", Pdf, 1));
        Assert.Contains("another certificate than the kiosk knows", error.Message, StringComparison.Ordinal);
        Assert.Empty(printer.Printed);
    }

    [Fact]
    public async Task A_job_is_called_off()
    {
        using var printer = await IppEvePrinter.StartAsync();
        printer.Behave("ATTR: job-impressions-completed=2", "wait");
        var kiosk = printer.Client();
        var job = kiosk.Print("session-1", Pdf, copies: 2);
        await UntilAsync(() => kiosk.Progress(job) is { IsOver: false, SheetsOut: 1 });
        kiosk.Cancel(job);
        printer.GoOn();
        Assert.Equal(1, (await OverAsync(kiosk, job)).SheetsOut);
        kiosk.Cancel(job); // too late, and no error
    }

    [Theory]
    [InlineData("media-jam-warning")]
    [InlineData("media-empty-error,media-needed")]
    [InlineData("toner-empty-error")]
    [InlineData("cover-open-report")]
    public async Task What_it_says_is_wrong_is_understood_and_so_is_that_it_was_put_right(string reasons)
    {
        using var printer = await IppEvePrinter.StartAsync();
        printer.Behave($"STATE: +{reasons}", "wait", $"STATE: -{reasons}", "ATTR: job-impressions-completed=2");
        var kiosk = printer.Client();
        var job = kiosk.Print("session-1", Pdf, copies: 1);
        await UntilAsync(() => kiosk.Progress(job) is { IsOver: false, IsStopped: true });
        Assert.False(kiosk.Look().CanPrint);
        printer.GoOn();
        Assert.Equal(1, (await OverAsync(kiosk, job)).SheetsOut);
        Assert.True(kiosk.Look().CanPrint);
    }

    [Fact]
    public async Task Low_toner_stops_nothing_and_a_command_that_fails_ends_the_job()
    {
        using var printer = await IppEvePrinter.StartAsync();
        printer.Behave("STATE: +toner-low-warning", "wait", "fail");
        var kiosk = printer.Client();
        var job = kiosk.Print("session-1", Pdf, copies: 1);
        await UntilAsync(() => printer.Printed.Count == 1);
        Assert.False(kiosk.Progress(job)!.IsStopped);
        printer.GoOn();
        Assert.Equal(0, (await OverAsync(kiosk, job)).SheetsOut);
    }

    [Fact]
    public async Task A_job_it_never_had_is_told_from_one_it_has()
    {
        using var printer = await IppEvePrinter.StartAsync();
        Assert.Null(printer.Client().Progress(new PrintJobId(99)));
    }

    static async Task<PrintProgress> OverAsync(IppPrinter kiosk, PrintJobId job)
    {
        await UntilAsync(() => kiosk.Progress(job)!.IsOver);
        return kiosk.Progress(job)!;
    }

    static Task UntilAsync(Func<bool> seen) => Task.Run(async () =>
    {
        while (!seen())
            await Task.Yield();
    }).Soon();
}
