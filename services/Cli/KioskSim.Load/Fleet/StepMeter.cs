using System.Collections.Concurrent;
using System.Diagnostics;
using KioskSim.Domain.Flow;
using KioskSim.Load.Histograms;

namespace KioskSim.Load.Fleet;

/// <summary>How long each call of the flow takes, as who calls sees it; from the same activities that are told and drawn as the flow.</summary>
public sealed class StepMeter : IDisposable
{
    readonly HopListener _listener;
    readonly ConcurrentDictionary<Hop, Histogram> _hops = new();

    public StepMeter() => _listener = new HopListener(ended: Record);

    /// <summary>What has been recorded so far, hops of the flow alone (steps 1 to 15).</summary>
    public IReadOnlyDictionary<Hop, Histogram> Hops => _hops;

    public void Dispose() => _listener.Dispose();

    void Record(Hop hop, Activity activity)
    {
        if (hop.Step > 0)
            _hops.GetOrAdd(hop, _ => new Histogram()).Record(activity.Duration);
    }
}
