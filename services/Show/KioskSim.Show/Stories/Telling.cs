using KioskSim.Show.Words;

namespace KioskSim.Show.Stories;

/// <summary>How far a story has been told.</summary>
/// <param name="Done">What came of each stop so far.</param>
/// <param name="Shown">The stop that is looked at, from 0; -1: what comes before the first.</param>
/// <param name="IsUnderWay">Services start, or a stop happens.</param>
/// <param name="Plays">Goes on by itself.</param>
public sealed record Telling(Story Story, IReadOnlyList<Told> Done, int Shown, bool IsUnderWay, bool Plays)
{
    /// <summary>Nothing can come after this.</summary>
    public bool IsOver => !IsUnderWay && (Done.Count == Story.Stops.Count || Done is [.., { Otherwise: not null }]);

    /// <summary>Of the stop that is looked at; null: it is still happening, or none is.</summary>
    public Told? ShownTold => Shown >= 0 && Shown < Done.Count ? Done[Shown] : null;
}

/// <summary>What came of a stop.</summary>
/// <param name="Otherwise">Null: it came as told.</param>
public sealed record Told(IReadOnlyList<Fact> Facts, Said? Otherwise = null);
