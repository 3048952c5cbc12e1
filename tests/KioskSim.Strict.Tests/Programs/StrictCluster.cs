using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Domain.Values;
using KioskSim.Testing;

namespace KioskSim.Strict.Tests.Programs;

/// <summary>All services as processes, the kiosk in strict mode.</summary>
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
public sealed class StrictCluster(params IReadOnlyList<string> launcher)
    : ProcessCluster(new() { World = TestWorld.Folder, WallClock = TimeProvider.System, KioskSettings = Settings, KioskLauncher = launcher })
#pragma warning restore RS0030
{
    const string Settings = """
        { "strict": true, "lastScreen": "00:00:00", "settleRetry": "00:00:00.05", "centrePatience": "00:01:00", "wirePatience": "00:01:00", "printerPatience": "00:01:00" }
        """;

    /// <summary>A launcher that makes over the deployment to nobody, and then becomes nobody with no right but everybody's.</summary>
    public static IReadOnlyList<string> AsNobody { get; } =
    [
        "bash", "-c", "chown -R 65534:65534 \"${@: -1}\" && exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"", "bash",
    ];

    /// <summary>A checkout in a closed folder is nobody's to run.</summary>
    public static void SkipWhereNobodyMayNotRead() => Assert.SkipUnless(
        ForeignProgram.Run("util-linux", "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "cat", typeof(StrictMode).Assembly.Location]).ExitCode == 0,
        "The folder of the checkout lets only its owner in: nobody cannot run what is built there.");

    public ServiceProcess KioskProgram => Processes[KioskService];

    /// <summary>Somebody gets a certificate, two copies of it.</summary>
    public async Task<ErrandEnd> IssueAsync()
    {
        var person = Trait.Of("usable", World.Summary.AsOf).Find(World, City, TestWorld.Seed).First().Id.ToString();
        var pin = await Wallet.RememberPinAsync(City, person, default);
        using var citizen = CitizenAt();
        return await citizen.RunAsync(new Errand(City, City, person, CertificateKind.ResidentRecord, CertificateOptions.None, 2, pin.Reveal()), default);
    }
}
