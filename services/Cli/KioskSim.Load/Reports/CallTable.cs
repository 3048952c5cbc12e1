using KioskSim.Domain.Flow;
using KioskSim.Load.Fleet;
using KioskSim.Load.Histograms;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Reports;

/// <summary>Where the time goes: the calls of the flow, each without what is called within it.</summary>
public static class CallTable
{
    /// <param name="calls">Every call that was recorded.</param>
    /// <param name="issues">Certificates that the time is shared out to.</param>
    public static IReadOnlyList<CallRow> Of(IReadOnlyList<(Hop Hop, Histogram Latency)> calls, long issues)
    {
        return [.. calls.OrderBy(c => c.Hop.Step).ThenBy(c => Depth(c.Hop)).ThenBy(c => c.Hop.Message, StringComparer.Ordinal).Select(Row)];

        CallRow Row((Hop Hop, Histogram Latency) call)
        {
            var (hop, latency) = call;
            var own = Total(latency) - calls.Where(c => IsWithin(c.Hop, hop)).Sum(c => Total(c.Latency));
            return new CallRow(MainCalls.NameOf(hop), hop, Percentiles.Of(latency), hop.From == Party.Citizen || issues == 0 ? null : own / issues);
        }
    }

    // The centre asks others while a kiosk waits for its answer: in the same step, or in 6 and 7 for the application.
    static bool IsWithin(Hop inner, Hop outer) =>
        outer.From == Party.Kiosk && outer.To == Party.Centre && inner.From == Party.Centre
        && (inner.Step == outer.Step || (outer.Step == 5 && inner.Step is 6 or 7));

    static int Depth(Hop hop) => hop.From switch { Party.Citizen => 0, Party.Kiosk => 1, _ => 2 };

    static double Total(Histogram latency) => latency.Mean / 1000 * latency.Total;
}
