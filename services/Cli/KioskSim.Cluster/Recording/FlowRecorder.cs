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
    readonly ActivityListener _listener;
    readonly Lock _lock = new();
    readonly List<RecordedHop> _hops = [];
    readonly Dictionary<Activity, long> _begun = [];
    long _order;

    /// <param name="side">Each call between services is seen twice: by who sends (<see cref="ActivityKind.Client"/>) and by who receives.</param>
    public FlowRecorder(ActivityKind side = ActivityKind.Client)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlowTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Kind == side ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = activity => Begin(activity, side),
            ActivityStopped = activity => End(activity, side),
        };
        ActivitySource.AddActivityListener(_listener);
    }

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

    void Begin(Activity activity, ActivityKind side)
    {
        if (activity.Kind != side || FlowTrace.ReadHop(activity) is not { } hop)
            return;
        long order;
        lock (_lock)
            _begun[activity] = order = _order++;
        Began?.Invoke(order, hop);
    }

    void End(Activity activity, ActivityKind side)
    {
        if (activity.Kind != side || FlowTrace.ReadHop(activity) is not { } hop)
            return;
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
