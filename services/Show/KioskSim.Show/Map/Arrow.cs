using KioskSim.Cluster.Recording;
using KioskSim.Domain.Flow;

namespace KioskSim.Show.Map;

/// <summary>A message on the map: a recorded activity, and nothing else.</summary>
/// <param name="Order">Counts up in the order in which messages began.</param>
/// <param name="Recorded">Null: it is under way.</param>
public sealed record Arrow(long Order, Hop Hop, RecordedHop? Recorded = null)
{
    const string Ok = "ok";

    /// <summary>Whether who received it said no.</summary>
    public bool IsRefused => Recorded is { Outcome: not Ok };
}
