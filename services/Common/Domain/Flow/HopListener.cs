using System.Diagnostics;

namespace KioskSim.Domain.Flow;

/// <summary>Told of each hop that this process sends (or receives), when it begins and when it ends; whether its trace is sampled makes no difference.</summary>
public sealed class HopListener : IDisposable
{
    readonly ActivityListener _listener;

    /// <param name="side">Each call between services is seen twice: by who sends (<see cref="ActivityKind.Client"/>) and by who receives.</param>
    public HopListener(Action<Hop, Activity>? began = null, Action<Hop, Activity>? ended = null, ActivityKind side = ActivityKind.Client)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlowTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Kind == side ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = Tell(began, side),
            ActivityStopped = Tell(ended, side),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    // Another listener may have asked for the other side: what one asked for, all are told of.
    static Action<Activity>? Tell(Action<Hop, Activity>? whom, ActivityKind side) => whom is null
        ? null
        : activity =>
        {
            if (activity.Kind == side && FlowTrace.ReadHop(activity) is { } hop)
                whom(hop, activity);
        };
}
