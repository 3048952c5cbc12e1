using KioskSim.Show.Stages;
using KioskSim.Show.Words;

namespace KioskSim.Show.Stories;

/// <summary>Something that happens at a kiosk and around it, told in stops. Nothing of it is canned: each stop does what it says.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="About">What there is to see, for who chooses.</param>
/// <param name="Who">A kind of people: see <see cref="Cluster.Citizens.Trait"/>.</param>
/// <param name="Circumstances">In which it begins.</param>
public sealed record Story(string Name, Said Title, Said About, string Who, Circumstances Circumstances, IReadOnlyList<Stop> Stops)
{
    public const int MostStops = 8;
}

/// <summary>One stop of a story.</summary>
/// <param name="Sentence">What happens: at most <see cref="LongestSentence"/> Japanese characters.</param>
/// <param name="Why">Why it is so, in plain words.</param>
/// <param name="Technical">How it is done.</param>
/// <param name="Play">Makes it happen.</param>
public sealed record Stop(Said Sentence, Said Why, Said Technical, Play Play)
{
    public const int LongestSentence = 40;
}

/// <summary>Makes a stop happen in the running services.</summary>
/// <returns>What came of it.</returns>
/// <exception cref="OtherwiseException">It came otherwise than the stop says.</exception>
public delegate Task<IReadOnlyList<Fact>> Play(Scene scene, CancellationToken stop);

/// <summary>Something that can be seen to be so.</summary>
/// <param name="Picture">Address of a picture of it; null: words are enough.</param>
public sealed record Fact(Said What, Said Value, string? Picture = null);

/// <summary>What happened is not what the story tells.</summary>
sealed class OtherwiseException(Said what) : Exception(what.English)
{
    public Said What => what;
}
