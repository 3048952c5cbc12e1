using System.Diagnostics;
using KioskSim.Domain.Flow;

namespace KioskSim.Telemetry;

/// <summary>Measures each message of the flow, at who sent it.</summary>
sealed class CallDurations : IDisposable
{
    readonly HopListener _listener = new(ended: Measure);

    public void Dispose() => _listener.Dispose();

    static void Measure(Hop hop, Activity activity)
    {
        if (hop.Over != Line.TouchPanel)
            FlowMeter.CallEnded(hop, FlowTrace.ReadOutcome(activity), activity.Duration);
    }
}
