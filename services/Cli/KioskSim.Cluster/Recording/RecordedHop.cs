using KioskSim.Domain.Flow;
using KioskSim.Hosting.Taps;

namespace KioskSim.Cluster.Recording;

/// <summary>A hop that happened, as its sender saw it.</summary>
/// <param name="Order">Counts up in the order in which hops began.</param>
/// <param name="Outcome"><c>ok</c> or the name of an error.</param>
/// <param name="Bytes">Of the message, where it has a size.</param>
public sealed record RecordedHop(long Order, Hop Hop, string Outcome, TimeSpan Took, int? Bytes)
{
    /// <summary>What a listener on its line heard; null: it went over none, or nobody listened.</summary>
    public Overheard? Overheard { get; init; }
}
