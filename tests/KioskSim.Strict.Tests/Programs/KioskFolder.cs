using KioskSim.Centre.Host;
using KioskSim.Cluster;
using KioskSim.Cluster.Parts;
using KioskSim.Cluster.Processes;
using KioskSim.Devices;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Kiosk.App;

namespace KioskSim.Strict.Tests.Programs;

/// <summary>A deployment of which nothing but the kiosk program is started.</summary>
public sealed class KioskFolder : IDisposable
{
    static readonly KioskId Kiosk = new("K0001");

    readonly PortLeases _ports = new();
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-strict-");

    public KioskFolder()
    {
#pragma warning disable RS0030 // Real processes take real time.
        var clock = new SimulatedClock(ClusterOptions.UsualTime, TimeProvider.System);
        using var deployment = Deployment.Create(Members.Of([Kiosk], []), clock, Entropy.Secure);
        deployment.SetAddress(Zone.StoreLine, CentreHost.Name, _ports.Take(Zone.StoreLine));
        foreach (var what in (string[])[DevicesHost.Printers, KioskHost.CardReader(Kiosk)])
            deployment.SetAddress(what, _ports.Take(Zone.Cabinet));
        foreach (var name in (string[])[KioskHost.Name, DevicesHost.Name])
            deployment.SetAddress(Zone.Cabinet, name, _ports.Take(Zone.Cabinet));
        DeploymentFolder.Save(deployment, Folder, TimeProvider.System.GetUtcNow());
#pragma warning restore RS0030
        using var cityKeys = new CityKeyAuthority(clock.GetUtcNow(), Entropy.Secure);
        File.WriteAllBytes(Path.Combine(Folder, DeploymentFolder.Trust, "city-keys.cer"), cityKeys.Certificate);
        _folder.CreateSubdirectory("tmp");
        Configure(strict: true);
    }

    public string Folder => Path.Combine(_folder.FullName, "deployment");

    /// <summary>The programs' folder for temporary files, and where they are started; empty at first.</summary>
    public string Temporary => Path.Combine(_folder.FullName, "tmp");

    public bool IsStrict { get; private set; }

    public void Configure(bool strict)
    {
        IsStrict = strict;
        File.WriteAllText(Path.Combine(Folder, "kiosk.json"), $$"""{ "strict": {{(strict ? "true" : "false")}} }""");
    }

    /// <summary>Everything under it, with mode and size.</summary>
    public IReadOnlyList<string> Listing() =>
        [.. _folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(f => $"{f.FullName} {f.UnixFileMode} {(f as FileInfo)?.Length}").Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _ports.Dispose();
        _folder.Delete(recursive: true);
    }
}
