using System.Diagnostics;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Taps;

namespace KioskSim.Cluster.Recording;

/// <summary>
/// Listens to the hops of this process. What is told, drawn or tested as the flow is read from here: a hop that did not happen cannot
/// be shown.
/// </summary>
public sealed class FlowRecorder : IDisposable
{
    readonly HopListener _listener;
    readonly Lock _lock = new();
    readonly List<RecordedHop> _hops = [];
    readonly Dictionary<Activity, long> _begun = [];
    long _order;

    /// <param name="side">Of each call between services: see <see cref="HopListener"/>.</param>
    public FlowRecorder(ActivityKind side = ActivityKind.Client) => _listener = new HopListener(Begin, End, side);

    /// <summary>Told of every hop when it begins, with its order.</summary>
    public event Action<long, Hop>? Began;

    /// <summary>Told of every hop when it ends.</summary>
    public event Action<RecordedHop>? Recorded;

    /// <summary>What ended since the last call, in the order in which it began.</summary>
    public IReadOnlyList<RecordedHop> Take()
    {
        lock (_lock)
        {
            RecordedHop[] taken = [.. _hops.OrderBy(h => h.Order)];
            _hops.Clear();
            return taken;
        }
    }

    public void Dispose() => _listener.Dispose();

    void Begin(Hop hop, Activity activity)
    {
        long order;
        lock (_lock)
            _begun[activity] = order = _order++;
        Began?.Invoke(order, hop);
    }

    void End(Hop hop, Activity activity)
    {
        RecordedHop recorded;
        lock (_lock)
        {
            if (!_begun.Remove(activity, out var order))
                return;
            recorded = new RecordedHop(order, hop, FlowTrace.ReadOutcome(activity), activity.Duration, FlowTrace.ReadSize(activity)) { Overheard = Overheard.During(activity) };
            _hops.Add(recorded);
        }

        Recorded?.Invoke(recorded);
    }
}
