using System.Net.Sockets;
using System.Text;
using KioskSim.PrinterEmulator.Faults;
using KioskSim.PrinterEmulator.Tests.Interop;

namespace KioskSim.PrinterEmulator.Tests.Server;

/// <summary>What the printer says to whoever speaks HTTP wrongly, and how it falls silent.</summary>
public sealed class PrinterServerTests : IDisposable
{
    const string Ipp = "Content-Type: application/ipp\r\nConnection: close\r\n";

    readonly PrinterHost _host = PrinterHost.Start();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("POST /elsewhere HTTP/1.1\r\n" + Ipp + "\r\n", 404)]
    [InlineData("GET " + PrinterHost.Path + " HTTP/1.1\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n", 415)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Content-Length: 99999999999\r\n\r\n", 413)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Content-Length: -1\r\n\r\n", 400)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Transfer-Encoding: gzip\r\n\r\n", 400)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n", 413)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Transfer-Encoding: chunked\r\n\r\n1\r\naXX0\r\n\r\n", 400)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\nno colon\r\n\r\n", 400)]
    [InlineData("SSH-2.0-OpenSSH\r\n", 400)]
    [InlineData("POST " + PrinterHost.Path + " HTTP/1.1\r\n" + Ipp + "Content-Length: 9\r\n\r\n\u0001\u0001\0\u000B\0\0\0\u0001\u0003", 200)] // no attributes: IPP's own refusal
    public async Task A_request_that_is_none_is_answered_by_a_status_and_never_by_silence(string request, int status) =>
        Assert.StartsWith($"HTTP/1.1 {status} ", await AskAsync(request), StringComparison.Ordinal);

    [Fact]
    public async Task Lines_without_end_are_refused() =>
        Assert.StartsWith("HTTP/1.1 431 ", await AskAsync($"POST /{new string('a', 20_000)}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_printer_without_power_breaks_every_connection_until_it_is_switched_on()
    {
        _host.Printer.Plan(FaultScript.Parse("power-off"));
        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync($"POST {PrinterHost.Path} HTTP/1.1\r\n{Ipp}\r\n"));
        _host.Printer.Repair();
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync($"POST {PrinterHost.Path} HTTP/1.1\r\n{Ipp}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_requests_go_over_one_connection()
    {
        var one = $"POST {PrinterHost.Path} HTTP/1.1\r\nContent-Type: application/ipp\r\n\r\n";
        var answers = await AskAsync($"{one}{one}POST {PrinterHost.Path} HTTP/1.1\r\n{Ipp}\r\n");
        Assert.Equal(3, answers.Split("HTTP/1.1 200 OK").Length - 1);
    }

    [Fact]
    public async Task Who_says_nothing_for_a_minute_is_let_go()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_host.Address);
        var end = client.GetStream().ReadAsync(new byte[1]).AsTask();
        var minute = TimeSpan.FromSeconds(60);
        while (!end.IsCompleted && _host.Clock.RunningTimers == 0)
            await Task.Yield();
        _host.Clock.Advance(minute);
        await Assert.ThrowsAnyAsync<IOException>(() => end.Soon());
    }

    async Task<string> AskAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_host.Address);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var answer = new MemoryStream();
        await client.GetStream().CopyToAsync(answer).Soon();
        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
