using System.Net;
using System.Security.Cryptography;
using KioskSim.Card.Vpcd;
using KioskSim.Centre.Validity;
using KioskSim.City.Faults;
using KioskSim.City.Municipalities;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Wiring;
using KioskSim.Inquiry.Host;
using KioskSim.Jpki.Host;
using KioskSim.Jpki.Issuing;
using KioskSim.Kiosk;
using KioskSim.LineFaults;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Cluster;

/// <summary>What to run, where its data lies and what time it is there.</summary>
public sealed record ClusterOptions
{
    /// <summary>A Wednesday in office hours: everything is open.</summary>
    public static readonly DateTimeOffset UsualTime = new(2026, 11, 18, 10, 15, 0, TimeSpan.FromHours(9));

    /// <summary>The configurations that come with KioskSim.</summary>
    public static readonly string ExampleCities = Path.Combine(AppContext.BaseDirectory, "municipalities");

    /// <summary>A world that `kiosksim seed` made.</summary>
    public required string World { get; init; }

    /// <summary>Where services and cards keep what they keep; null: in memory, gone at the end.</summary>
    public string? State { get; init; }

    /// <summary>
    /// Connection string of a PostgreSQL database in which the issuance servers keep their tables, and with <see cref="Replicas"/> centre and JPKI as well; null: with
    /// everything else.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary>Null: one server of each, with tables that are made for one.</summary>
    public Replicas? Replicas { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>How many kiosks.</summary>
    public int Kiosks { get; init; } = 1;

    /// <summary>A kiosk with a reader of its own (<see cref="KioskOptions.Reader"/>) is the only one.</summary>
    public KioskOptions Kiosk { get; init; } = new();

    /// <summary>Where a hand lays cards when the kiosk has a PC/SC reader: the virtual reader that is behind it.</summary>
    public EndPoint VirtualReader { get; init; } = new IPEndPoint(IPAddress.Loopback, VpcdCard.DefaultPort);

    /// <summary>A revocation shows after up to 15 minutes, as in the real service, unless this says otherwise.</summary>
    public JpkiOptions Jpki { get; init; } = new();

    /// <summary>How JPKI's authority is founded, where it is not yet.</summary>
    public AuthorityOptions Authority { get; init; } = new();

    public CentreOptions Centre { get; init; } = new();

    /// <summary>Whether somebody listens on every line, for who shows what is heard there (<see cref="Recording.RecordedHop.Overheard"/>).</summary>
    public bool Tapped { get; init; }

    /// <summary>Null: the site is told what it needs and does not run, for nobody at a kiosk needs it.</summary>
    public InquiryOptions? Inquiry { get; init; }

    /// <summary>Configuration files of the cities; the examples that come with KioskSim, unless others are named.</summary>
    public string Cities { get; init; } = ExampleCities;

    /// <summary>In what the cities differ from their configuration files; in nothing, unless somebody wants to see what then happens.</summary>
    public Func<Municipality, Municipality> Differing { get; init; } = city => city;

    /// <summary>Where services draw keys, nonces and tokens from, by the service's name: the system's generator, unless somebody must know them.</summary>
    public Func<string, Entropy> Entropy { get; init; } = _ => Domain.Randomness.Entropy.Secure;

    /// <summary>A fault in the issuance servers; null, as everywhere but where somebody wants to see one: none.</summary>
    public FaultChoice? Fault { get; init; }

    /// <summary>What joins callers and services; null: sockets.</summary>
    public ILines? Lines { get; init; }

    /// <summary>Makes the key of a card, RSA of 2,048 bits; the wallet disposes of it.</summary>
    public Func<RSA> CardKey { get; init; } = Wallet.NewKey;

    /// <summary>Faults of lines and machines, which strike from <see cref="LocalCluster.LetLinesFail"/> on; none, but where somebody wants to see them.</summary>
    public LineFaultChoice LineFaults { get; init; } = LineFaultChoice.None;

    public ILoggerFactory Log { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The kiosk of a number, from 0.</summary>
    public static KioskId KioskAt(int number) => new($"K{number + 1:D4}");
}
