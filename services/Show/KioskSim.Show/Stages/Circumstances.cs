using KioskSim.City.Faults;
using KioskSim.Cluster;
using KioskSim.Kiosk;

namespace KioskSim.Show.Stages;

/// <summary>In what a showing differs from how the room was opened.</summary>
public sealed record Circumstances
{
    public static Circumstances Usual { get; } = new();

    /// <summary>The time at which it begins; null: that of the room.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The old rule, by which a notice of the night stops certificates from the next day only (000-72).</summary>
    public bool SuppressesNextDay { get; init; }

    /// <summary>How many kiosks there are at the least.</summary>
    public int Kiosks { get; init; } = 1;

    /// <summary>A fault of 2023 in the issuance servers; null: none.</summary>
    public FaultChoice? Fault { get; init; }

    /// <summary>How patient kiosks are.</summary>
    public Func<KioskOptions, KioskOptions> Kiosk { get; init; } = usual => usual;

    public ClusterOptions Apply(ClusterOptions usual, TimeProvider clock) => usual with
    {
        Clock = clock,
        Kiosk = Kiosk(usual.Kiosk),
        Kiosks = Math.Max(Kiosks, usual.Kiosks),
        Fault = Fault,
        Differing = city => usual.Differing(city) with { SuppressesNextDay = SuppressesNextDay || usual.Differing(city).SuppressesNextDay },
    };
}
