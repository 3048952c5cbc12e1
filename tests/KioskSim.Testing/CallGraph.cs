using KioskSim.Cluster.Recording;
using KioskSim.Domain.Flow;

namespace KioskSim.Testing;

/// <summary>
/// The calls of a run, declared as text and compared exactly: a hop that is missing and a hop too many both show. One line a hop, in
/// the order in which they begin: step, from, to, line, message and, when it is not ok, how it ended.
/// </summary>
public static class CallGraph
{
    /// <summary>The recorded hops of the flow; what goes on beside it (lists, health) has step 0 and is left out.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<RecordedHop> hops) => [.. hops.Where(h => h.Hop.Step > 0).OrderBy(h => h.Order).Select(Line)];

    /// <summary>Every recorded hop, of step 0 too, but for the list of cities, which the kiosk asks for when it is a minute old.</summary>
    public static IReadOnlyList<string> WithStepZeroOf(IEnumerable<RecordedHop> hops) =>
        [.. hops.Where(h => h.Hop.Message != "ListMunicipalities").OrderBy(h => h.Order).Select(Line)];

    /// <summary>Reads a declared graph; columns may be aligned.</summary>
    public static IReadOnlyList<string> Parse(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
    ];

    static string Line(RecordedHop recorded)
    {
        var hop = recorded.Hop;
        var ok = recorded.Outcome == "ok" ? "" : $" {recorded.Outcome}";
        return $"{hop.Step} {hop.From} {hop.To} {hop.Over.Name()} {hop.Message}{ok}";
    }
}
