using System.Net;
using System.Net.Sockets;
using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>The demo as somebody starts it who has nothing yet: a city is made, one address is printed, and Ctrl-C ends it.</summary>
public sealed class DemoTests : IDisposable
{
    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task One_command_opens_one_address_and_ends_in_good_order()
    {
        using var run = Kiosksim.Start(_scratch.Folder, "demo", "--port", "0", "--residents", "1000");
        string line;
        do
            line = await run.NextLineAsync();
        while (!line.StartsWith("http://", StringComparison.Ordinal));
        using var browser = new HttpClient { BaseAddress = new Uri(line) };
        Assert.Contains("証明書の交付", await browser.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(browser.BaseAddress.IsLoopback);

        await run.SignalAsync("INT");
        var ended = await run.EndAsync();
        Assert.Equal(ExitCodes.Ok, ended.ExitCode);
        Assert.Empty(ended.Error);
        Assert.Equal(line, ended.Output.TrimEnd().Split('\n')[^1]);
        Assert.Contains("kiosksim-demo/world/world.json", _scratch.Entries);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var ended = await Kiosksim.RunAsync(_scratch.Folder, "demo", "--port", $"{port}");

        Assert.Equal(ExitCodes.CannotStart, ended.ExitCode);
        Assert.Contains($"ポート {port} は使えません", ended.Error, StringComparison.Ordinal);
        Assert.Contains($"kiosksim demo --port {port + 1}", ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("http://", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_words_it_issues_one_of_each_kind_and_ends()
    {
        var ended = await Kiosksim.RunAsync(_scratch.Folder, "demo", "--text", "--lang", "ja");

        Assert.Equal(ExitCodes.Ok, ended.ExitCode);
        Assert.Empty(ended.Error);
        Assert.Equal(7, _scratch.Entries.Count(e => e.StartsWith("kiosksim-demo/out-tray/", StringComparison.Ordinal) && e.EndsWith(".pdf", StringComparison.Ordinal)));
    }
}
