using System.Diagnostics;
using KioskSim.Domain.Flow;
using OpenTelemetry;

namespace KioskSim.Telemetry;

/// <summary>
/// What happens at the glass and the slots stays there: a touch says nothing of what was touched, but how many there were and when tells how long a PIN or a
/// name is, and how somebody types.
/// </summary>
sealed class WithoutTheGlass : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (FlowTrace.ReadHop(data) is { Over: Line.TouchPanel })
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
