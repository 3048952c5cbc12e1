using System.Net;
using KioskSim.Cluster;
using KioskSim.Cluster.Parts;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Kiosk.App;
using KioskSim.OpenSc.Daemon;

namespace KioskSim.OpenSc;

/// <summary>The kiosk program whose kiosk.json names a PC/SC reader.</summary>
public sealed class KioskProgramTests : IDisposable
{
#pragma warning disable RS0030 // The other process goes by the system's clock.
    static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    readonly Pcscd _daemon;
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-opensc-kiosk-");

    public KioskProgramTests(Pcscd daemon) => _daemon = daemon;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_listens_when_the_reader_is_there()
    {
        _daemon.OrSkip();
        Lay(Pcscd.Address, ClusterOptions.KioskAt(0));
        using var kiosk = _daemon.Start(Program);
        string? said;
        do
            said = await kiosk.StandardOutput.ReadLineAsync().Soon();
        while (said is not (null or StandaloneService.Listening)); // it may say before that it has no coin slot here
        Assert.Equal(StandaloneService.Listening, said);
        kiosk.Kill();
        await Tool.EndAsync(kiosk);
    }

    [Theory]
    [InlineData("pcsc:Reader of nobody", "There is no reader 'Reader of nobody'; readers are Virtual PCD 00 00, Virtual PCD 00 01.")]
    [InlineData("Virtual PCD 00 00", "'Virtual PCD 00 00' is no reader; write pcsc:<name of the reader>.")]
    public async Task It_says_in_a_line_why_it_does_not_start(string reader, string why)
    {
        _daemon.OrSkip();
        Lay(reader, ClusterOptions.KioskAt(0));
        var ended = await _daemon.RunAsync(Program);
        Assert.Equal((1, $"{why}\n"), (ended.ExitCode, ended.Output));
    }

    [Fact]
    public async Task One_reader_is_not_several_kiosks()
    {
        _daemon.OrSkip();
        Lay(Pcscd.Address, ClusterOptions.KioskAt(0), ClusterOptions.KioskAt(1));
        var ended = await _daemon.RunAsync(Program);
        Assert.Equal((1, "kiosk.json: a PC/SC reader is one kiosk's; this deployment has several.\n"), (ended.ExitCode, ended.Output));
    }

    string[] Program => ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "KioskSim.Kiosk.App.dll"), "--deployment", _folder.FullName];

    // Nobody else of the deployment runs; the addresses are only there to be known.
    void Lay(string reader, params KioskId[] kiosks)
    {
        using var deployment = Deployment.Create(Members.Of(kiosks, []), Clock, Entropy.Secure);
        deployment.SetAddress(Zone.StoreLine, "centre", new IPEndPoint(Zone.StoreLine.Loopback(), 1));
        deployment.SetAddress(Zone.Cabinet, "devices", new IPEndPoint(Zone.Cabinet.Loopback(), 1));
        deployment.SetAddress("printers", new IPEndPoint(Zone.Cabinet.Loopback(), 1));
        deployment.SetAddress(Zone.Cabinet, KioskHost.Name, new IPEndPoint(Zone.Cabinet.Loopback(), 0));
        DeploymentFolder.Save(deployment, _folder.FullName, Clock.GetUtcNow());
        using var cityKeys = new CityKeyAuthority(Clock.GetUtcNow(), Entropy.Secure);
        File.WriteAllBytes(Path.Combine(_folder.FullName, DeploymentFolder.Trust, "city-keys.cer"), cityKeys.Certificate);
        File.WriteAllText(Path.Combine(_folder.FullName, "kiosk.json"), $$"""{ "reader": "{{reader}}" }""");
    }
}
