using System.Diagnostics;
using KioskSim.Domain.Flow;

namespace KioskSim.Telemetry;

/// <summary>Measures each message of the flow by the activity that records it, at who sent it; whether its trace is sampled makes no difference.</summary>
sealed class CallDurations : IDisposable
{
    readonly ActivityListener _listener;

    public CallDurations()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlowTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Kind == ActivityKind.Client ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = Measure,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    static void Measure(Activity activity)
    {
        if (activity.Kind == ActivityKind.Client && FlowTrace.ReadHop(activity) is { Over: not Line.TouchPanel } hop)
            FlowMeter.CallEnded(hop, FlowTrace.ReadOutcome(activity), activity.Duration);
    }
}
