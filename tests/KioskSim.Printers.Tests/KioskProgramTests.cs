using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Fixtures;
using KioskSim.Sweep;
using KioskSim.Testing;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace KioskSim.Printers.Tests;

/// <summary>Every service a process of its own, and the kiosk's printer another, found by kiosk.json.</summary>
public sealed class KioskProgramTests : IDisposable
{
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
    static readonly TimeProvider WallClock = TimeProvider.System;
#pragma warning restore RS0030

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo _tray = Directory.CreateTempSubdirectory("kiosksim-tray-");

    public void Dispose() => _tray.Delete(recursive: true);

    [Fact]
    public async Task It_prints_by_ipps_on_a_printer_of_its_own_and_keeps_nothing_of_the_document_000_39()
    {
        using var printer = await PrinterProcess.StartAsync(secure: true, "--keep", "sheets", "--out", _tray.FullName);
        await using var cluster = await StartAsync(printer.Uri, printer.Certificate);
        Assert.Equal("planned", await printer.HandAsync("slow 3 s a sheet"));
        var issue = IssueAsync(cluster, copies: 2);
        var first = await printer.NextLineAsync();
        Assert.StartsWith("sheet 1 of copy 1 of job 1, sha256 ", first, StringComparison.Ordinal);

        // The document is on its way: the search finds it where it belongs, and nowhere when it is out.
        var marks = Marks(await File.ReadAllBytesAsync(Path.Combine(_tray.FullName, "job-1-copy-1.pdf")));
        Assert.NotEmpty(await ProcessMemory.FindAsync(cluster.Processes[ProcessCluster.KioskService].Id, marks));
        var end = await issue;
        Assert.Null(end.Error);
        Assert.Equal(first.Replace("copy 1", "copy 2", StringComparison.Ordinal), await printer.NextLineAsync());
        Assert.Equal("taken 2 sheets", await printer.HandAsync("take"));
        await WelcomeAsync(cluster);
        Assert.Empty(await ProcessMemory.FindAsync(cluster.Processes[ProcessCluster.KioskService].Id, marks));
    }

    [Fact]
    public async Task An_empty_tray_is_said_before_any_money_is_asked_for()
    {
        using var printer = await PrinterProcess.StartAsync(secure: true);
        Assert.Equal("planned", await printer.HandAsync("tray-empty"));
        await using var cluster = await StartAsync(printer.Uri, printer.Certificate);
        var end = await IssueAsync(cluster, copies: 1);
        Assert.Equal((FlowErrorCode.PrinterNotReady, 0), (end.Error!.Value, end.Paid));
        Assert.Equal(Yen.Zero, cluster.Cabinet.Coins.PutIn);
    }

    [Fact]
    public async Task A_printer_that_loses_power_in_the_middle_is_paid_for_what_is_out_and_no_more_000_30()
    {
        using var printer = await PrinterProcess.StartAsync(secure: true);
        Assert.Equal("planned", await printer.HandAsync("power-off before sheet 2 for 0.5 s"));
        await using var cluster = await StartAsync(printer.Uri, printer.Certificate);
        var end = await IssueAsync(cluster, copies: 3);
        Assert.Equal((FlowErrorCode.PrinterFault, 200), (end.Error!.Value, end.Paid));
        Assert.Equal(new Yen(200), cluster.Cabinet.Coins.Box);
        Assert.Equal("taken 1 sheets", await printer.HandAsync("take"));
        await WelcomeAsync(cluster);
    }

    [Fact]
    public async Task A_printer_with_another_certificate_is_no_printer()
    {
        using var printer = await PrinterProcess.StartAsync(secure: true);
        await using var cluster = await StartAsync(printer.Uri, new string('a', 64));
        Assert.Equal(FlowErrorCode.PrinterNotReady, (await IssueAsync(cluster, copies: 1)).Error);
    }

    [Theory]
    [InlineData("usb:/dev/lp0", null, "'usb:/dev/lp0' is no printer; write ipp://host:port/path or ipps://host:port/path.")]
    [InlineData("ipps://127.0.0.1:8631/ipp/print", null, "a printer by ipps is known by its certificate alone; give its SHA-256 as printerCertificate, 64 hexadecimal digits.")]
    [InlineData("ipps://127.0.0.1:8631/ipp/print", "abc", "printerCertificate is the SHA-256 of the printer's certificate, 64 hexadecimal digits.")]
    [InlineData("ipp://127.0.0.1:8631/ipp/print", "00", "a printer by ipp shows no certificate; write ipps, or leave printerCertificate out.")]
    public void An_address_that_is_none_is_said_in_a_line(string uri, string? certificate, string why) =>
        Assert.Equal($"kiosk.json: {why}", Assert.Throws<ConfigurationException>(() => Kiosk.Printing.PrinterAddress.Parse(uri, certificate)).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_prints_on_a_printer_that_nobody_here_wrote(bool secure)
    {
        using var printer = await IppEvePrinter.StartAsync();
        printer.Behave("ATTR: job-impressions-completed=4");
        await using var cluster = await StartAsync(printer.Uri(secure), secure ? printer.Certificate : null);
        var end = await IssueAsync(cluster, copies: 2);
        Assert.Null(end.Error);
        Assert.EndsWith(" 2 two-sided-long-edge", Assert.Single(printer.Printed), StringComparison.Ordinal);
        Assert.Equal(new Yen(400), cluster.Cabinet.Coins.Box);
        await WelcomeAsync(cluster);
    }

    static async Task<ProcessCluster> StartAsync(string printer, string? certificate)
    {
        var pin = certificate is null ? "" : $"\"printerCertificate\": \"{certificate}\",";
        var cluster = new ProcessCluster(new ProcessClusterOptions
        {
            World = TestWorld.Folder, WallClock = WallClock,
            KioskSettings = $$"""
                {
                  "printer": "{{printer}}", {{pin}} "trayPoll": "00:00:00.05", "lastScreen": "00:00:00", "settleRetry": "00:00:00.05",
                  "centrePatience": "00:01:00", "wirePatience": "00:01:00", "printerPatience": "00:01:00"
                }
                """,
        });
        try
        {
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    static async Task<ErrandEnd> IssueAsync(ProcessCluster cluster, int copies)
    {
        var resident = Trait.Of("usable", cluster.World.Summary.AsOf).Find(cluster.World, ProcessCluster.City, TestWorld.Seed).First().Id.ToString();
        var pin = await cluster.Wallet.RememberPinAsync(ProcessCluster.City, resident, default);
        var errand = new Errand(ProcessCluster.City, ProcessCluster.City, resident, Domain.Values.CertificateKind.ResidentRecord, CertificateOptions.None, copies, pin.Reveal());
        using var citizen = cluster.CitizenAt();
        await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome).WaitAsync(Patience, WallClock);
        return await citizen.RunAsync(errand, default).WaitAsync(Patience, WallClock);
    }

    static async Task WelcomeAsync(ProcessCluster cluster)
    {
        using var next = cluster.CitizenAt();
        await next.Eyes.UntilAsync(0, default, ScreenKind.Welcome).WaitAsync(Patience, WallClock);
    }

    // Sixty-four bytes at twenty places of it.
    static IReadOnlyList<byte[]> Marks(byte[] pdf) => [.. Enumerable.Range(1, 20).Select(i => pdf.AsSpan(i * (pdf.Length - 64) / 21, 64).ToArray())];
}
