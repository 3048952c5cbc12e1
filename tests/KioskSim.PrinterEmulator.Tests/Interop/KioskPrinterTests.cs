using System.Net;
using System.Net.Sockets;
using KioskSim.Kiosk.Printing;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Tests.Interop;

/// <summary>The kiosk's end of the cable against the printer's.</summary>
public sealed class KioskPrinterTests
{
    [Fact]
    public async Task A_document_goes_from_memory_to_paper_and_the_printer_counts_it()
    {
        using var host = PrinterHost.Start();
        var (kiosk, pdf) = (Kiosk(host.Address), PrinterHost.Pdf(pages: 4));
        var job = kiosk.Print("session-1", pdf, copies: 3);
        Assert.Equal(6, (await OverAsync(kiosk, job)).SheetsOut);
        var tray = host.Printer.TakePaper();
        Assert.Equal([2, 2, 2], tray.Select(c => c.Sheets));
        Assert.All(tray, copy => Assert.Equal(pdf, copy.Pdf));
        Assert.Equal(job, kiosk.Find("session-1"));
        Assert.Null(kiosk.Find("session-2"));
        kiosk.Cancel(job); // too late, and no error
    }

    [Fact]
    public async Task A_jam_is_seen_and_the_job_called_off()
    {
        using var host = PrinterHost.Start();
        host.Printer.Plan(FaultScript.Parse("jam before sheet 2"));
        var kiosk = Kiosk(host.Address);
        var job = kiosk.Print("session-1", PrinterHost.Pdf(pages: 4), copies: 1);
        await UntilAsync(() => kiosk.Progress(job)!.IsStopped);
        Assert.Equal(job, kiosk.Find("session-1")); // as one that waits
        kiosk.Cancel(job);
        Assert.Equal(new PrintProgress(IsOver: true, IsStopped: false, SheetsOut: 1), kiosk.Progress(job));
    }

    [Fact]
    public async Task The_session_is_found_among_many_that_came_before_it()
    {
        using var host = PrinterHost.Start();
        var (kiosk, pdf) = (Kiosk(host.Address), PrinterHost.Pdf(pages: 2));
        var last = new PrintJobId(0);
        for (var i = 0; i < 300; i++)
            last = kiosk.Print($"session-{i}", pdf, copies: 1);
        await OverAsync(kiosk, last);
        Assert.Equal(last, kiosk.Find("session-299"));
        Assert.Null(kiosk.Find("session-0")); // long settled, and forgotten
    }

    [Fact]
    public async Task A_large_document_is_no_problem()
    {
        using var host = PrinterHost.Start();
        var kiosk = Kiosk(host.Address);
        byte[] pdf = [.. PrinterHost.Pdf(pages: 2)[..^6], .. new byte[40_000_000], .. "%%EOF\n"u8];
        Assert.Equal(1, (await OverAsync(kiosk, kiosk.Print("large", pdf, copies: 1))).SheetsOut);
    }

    [Theory]
    [InlineData("/ipp/print/nowhere", 1)] // no such printer: HTTP 404
    [InlineData(PrinterHost.Path, 0)] // no copies: an IPP status
    public async Task A_refusal_is_a_printer_exception_that_says_nothing_of_the_document(string path, int copies)
    {
        using var host = PrinterHost.Start();
        var error = Assert.Throws<PrinterException>(() => Kiosk(host.Address, path).Print("session-1", PrinterHost.Pdf(1), copies));
        Assert.DoesNotContain("session-1", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, host.Printer.SheetsPrinted);
    }

    [Fact]
    public async Task What_is_no_PDF_is_refused()
    {
        using var host = PrinterHost.Start();
        Assert.Throws<PrinterException>(() => Kiosk(host.Address).Print("session-1", "hello"u8, copies: 1));
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_told_from_a_printer_that_is_not_there()
    {
        using var host = PrinterHost.Start();
        Assert.Null(Kiosk(host.Address).Progress(new PrintJobId(99)));
        Assert.Throws<PrinterException>(() => Kiosk(host.Address).Cancel(new PrintJobId(99)));
    }

    [Fact]
    public void Nobody_on_the_cable_is_an_error()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Throws<PrinterException>(() => Kiosk((IPEndPoint)closed.LocalEndPoint!).Find("session-1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")] // no IPP in it
    [InlineData("HTTP/1.1 500 Internal Server Error\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 \r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nabc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nabc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc\r\n")]
    public async Task A_printer_that_talks_nonsense_is_an_error(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var connection = await listener.AcceptTcpClientAsync();
            var stream = connection.GetStream();
            await stream.ReadAtLeastAsync(new byte[64 * 1024], 300, throwOnEndOfStream: false);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        });
        Assert.Throws<PrinterException>(() => Kiosk((IPEndPoint)listener.LocalEndpoint).Progress(new PrintJobId(1)));
        await serving.Soon();
    }

    static IppPrinter Kiosk(IPEndPoint address, string path = PrinterHost.Path) => new(address, path, TimeSpan.FromSeconds(20));

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
