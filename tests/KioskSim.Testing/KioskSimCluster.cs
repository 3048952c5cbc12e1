using KioskSim.Centre.Validity;
using KioskSim.City.Faults;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Host;
using KioskSim.Kiosk;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace KioskSim.Testing;

/// <summary>All services in this process on the test world, in memory, with citizens who know what they want.</summary>
public sealed class KioskSimCluster : IAsyncLifetime
{
    /// <summary>Nobody here is slow on purpose: a busy machine is not what a test is about.</summary>
    static readonly TimeSpan LinePatience = TimeSpan.FromMinutes(1);

    public LocalCluster Services { get; private set; } = null!;

    /// <summary>Set before it starts.</summary>
    public int Kiosks { get; init; } = 1;

    public KioskOptions KioskOptions { get; init; } = new() { LastScreen = TimeSpan.Zero };

    /// <summary>What JPKI says is live, so that a test need not wait for the next refresh.</summary>
    public JpkiOptions Jpki { get; init; } = new() { StatusRefresh = TimeSpan.Zero };

    /// <summary>Whether somebody listens on every line.</summary>
    public bool Tapped { get; init; }

    public CentreOptions Centre { get; init; } = new();

    /// <summary>Configuration files of the cities; null: the examples.</summary>
    public string? Cities { get; init; }

    public ILoggerFactory Log { get; init; } = NullLoggerFactory.Instance;

    /// <summary>As <see cref="ClusterOptions.Entropy"/>.</summary>
    public Func<string, Entropy> Entropy { get; init; } = _ => Domain.Randomness.Entropy.Secure;

    /// <summary>As <see cref="ClusterOptions.Fault"/>.</summary>
    public FaultChoice? Fault { get; init; }

    public DateTimeOffset Time { get; init; } = ClusterOptions.UsualTime;

    /// <summary>A folder for databases; null: memory.</summary>
    public string? State { get; init; }

    public static async Task<KioskSimCluster> StartAsync(KioskSimCluster? options = null)
    {
        var cluster = options ?? new KioskSimCluster();
        await cluster.InitializeAsync();
        return cluster;
    }

    public async ValueTask InitializeAsync()
    {
        var options = new ClusterOptions
        {
            World = TestWorld.Folder,
            State = State,
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
            Clock = new SimulatedClock(Time, TimeProvider.System),
#pragma warning restore RS0030
            Kiosks = Kiosks,
            Kiosk = KioskOptions with { CentrePatience = LinePatience, WirePatience = LinePatience, PrinterPatience = LinePatience },
            Jpki = Jpki,
            Authority = new() { MakeKey = new TestKeys().Next },
            Centre = Centre with { JpkiPatience = LinePatience, CityPatience = LinePatience },
            Inquiry = new(),
            Entropy = Entropy,
            Fault = Fault,
            Log = Log,
            Tapped = Tapped,
        };
        Services = await LocalCluster.StartAsync(Cities is null ? options : options with { Cities = Cities });
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();

    /// <summary>Somebody in front of a kiosk, from 0.</summary>
    public Citizen CitizenAt(int kiosk = 0) => Services.CitizenAt(Services.Kiosks[kiosk]);

    /// <summary>Of the usable ones so many lose cards, PINs and patience in the tests that send them: nobody else is taken from among them.</summary>
    const int Worn = 60;

    /// <summary>Residents with a trait (see <see cref="Trait.All"/>).</summary>
    public IReadOnlyList<string> Residents(string trait, MunicipalityCode city, int count)
    {
        lock (Services.World)
        {
            var worn = trait == "usable" ? [] : Find("usable").Take(Worn).ToHashSet();
            var found = Find(trait).Where(r => !worn.Contains(r)).Take(count).ToList();
            return found.Count == count ? found : throw new InvalidOperationException($"The test world has {found.Count} residents '{trait}' in {city}, not {count}.");
        }

        IEnumerable<string> Find(string name) => Trait.Of(name, Services.World.Summary.AsOf).Find(Services.World, city, TestWorld.Seed).Select(p => p.Id.ToString());
    }

    /// <summary>What somebody goes to a kiosk for: by default a plain resident record of the own city, with the right PIN.</summary>
    public async Task<Errand> ErrandAsync(
        string trait = "usable", MunicipalityCode? city = null, CertificateKind kind = CertificateKind.ResidentRecord,
        CertificateOptions items = CertificateOptions.None, int copies = 1, int which = 0)
    {
        var at = city ?? TestCities.OwnServer;
        var resident = Residents(trait, at, which + 1)[which];
        return new Errand(at, at, resident, kind, items, copies, (await Services.Wallet.RememberPinAsync(at, resident, default)).Reveal());
    }

    /// <summary>Takes the card out once, for who then has JPKI stopped: a card that nobody has used yet is made there.</summary>
    public async Task HaveCardMadeAsync(Errand errand) =>
        (await Services.Wallet.TakeOutAsync(errand.Home, errand.Resident, default) as IDisposable)?.Dispose();

    /// <summary>Runs an errand at a kiosk.</summary>
    public async Task<ErrandEnd> RunAsync(Errand errand, int kiosk = 0, CancellationToken stop = default)
    {
        using var citizen = CitizenAt(kiosk);
        return await citizen.RunAsync(errand, stop);
    }
}
