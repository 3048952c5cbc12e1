using KioskSim.Load.Arrivals;
using KioskSim.Load.Fleet;

namespace KioskSim.Load;

/// <summary>A run: what is there, and who comes when.</summary>
public sealed record LoadOptions
{
    public required FleetOptions Fleet { get; init; }

    /// <summary>In words, for reports; the same for all shards of a run.</summary>
    public required string Load { get; init; }

    /// <summary>The open model: how many come when, over all machines. Null: <see cref="Closed"/>.</summary>
    public LoadCurve? Curve { get; init; }

    public Spread Spread { get; init; } = Spread.Poisson;

    /// <summary>Who finds so many in the line goes home.</summary>
    public int MostWaiting { get; init; } = 10_000;

    /// <summary>The closed model.</summary>
    public ClosedLoad? Closed { get; init; }

    /// <summary>Visits before it counts, for what every program is slow at the first time. Null: two at each kiosk.</summary>
    public int? WarmUp { get; init; }
}

/// <summary>So many users, each of whom comes again when served.</summary>
/// <param name="Visits">In all, over all machines.</param>
/// <param name="Length">After which nobody comes again; null: only when all visits are made.</param>
public sealed record ClosedLoad(int Users, long Visits, TimeSpan? Length);
