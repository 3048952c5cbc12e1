using OpenTelemetry;
using OpenTelemetry.Logs;

namespace KioskSim.Telemetry;

/// <summary>A log event has its number of docs/log-events.md with it, and never an exception: its text may hold what a log must not.</summary>
sealed class NumberedEvents : BaseProcessor<LogRecord>
{
    const string Number = "kiosksim.event";

    public override void OnEnd(LogRecord data)
    {
        data.Exception = null;
        data.Attributes = [.. data.Attributes ?? [], new(Number, data.EventId.Id)];
    }
}
