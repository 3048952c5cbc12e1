using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KioskSim.Telemetry;

/// <summary>
/// Sends this process's traces, metrics and log events to a collector by OTLP, where OpenTelemetry's variables ask for it: the hops of the flow, what is
/// counted of it (docs/operations.md) and the numbered events of docs/log-events.md; nothing else that a library may record of its own accord.
/// </summary>
public sealed class OtlpExport : IDisposable
{
    // Categories of log events begin with this, as ours do.
    const string Own = "KioskSim";

    /// <summary>What .NET counts of every process: memory, processor, collections.</summary>
    const string RuntimeMeter = "System.Runtime";

    // Milliseconds that the end of a process waits for a collector, for each kind.
    const int LastWords = 2000;

    readonly OtlpVariables _asked;
    readonly ResourceBuilder _resource;
    readonly TracerProvider? _traces;
    readonly MeterProvider? _metrics;
    readonly CallDurations? _durations;

    OtlpExport(OtlpVariables asked, string service, string instance)
    {
        _asked = asked;
        // What the environment says comes last, and so has the last word.
        _resource = ResourceBuilder.CreateEmpty()
            .AddService(service, serviceNamespace: "kiosksim", serviceInstanceId: instance).AddTelemetrySdk().AddEnvironmentVariableDetector();
        if (asked.Metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(_resource).AddMeter(FlowMeter.Name).AddMeter(RuntimeMeter).AddOtlpExporter(Choose).Build();
            _durations = new CallDurations();
        }

        if (asked.Traces)
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(_resource).AddSource(FlowTrace.SourceName).AddProcessor(new WithoutTheGlass()).AddOtlpExporter(Choose).Build();
    }

    /// <param name="service">What the process is, where OTEL_SERVICE_NAME does not say otherwise.</param>
    /// <param name="name">Which of several.</param>
    /// <returns>Null: no collector is named, and nothing is recorded or sent.</returns>
    /// <exception cref="ConfigurationException">A variable cannot be followed.</exception>
    public static OtlpExport? FromEnvironment(string service, string? name = null) =>
        OtlpVariables.Read(Environment.GetEnvironmentVariable) is { } asked ? new OtlpExport(asked, service, $"{name ?? service}@{Environment.MachineName}") : null;

    /// <summary>Log events go to the collector as well, from Information up, whatever others are told.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        if (!_asked.Logs)
            return;
        logging.AddOpenTelemetry(log =>
        {
            log.SetResourceBuilder(_resource);
            log.IncludeFormattedMessage = true;
            log.AddProcessor(new NumberedEvents()).AddOtlpExporter(Choose);
        });
        logging.AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.None).AddFilter<OpenTelemetryLoggerProvider>(Own, LogLevel.Information);
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _durations?.Dispose();
        _traces?.Shutdown(LastWords);
        _metrics?.Shutdown(LastWords);
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // HTTP unless something else is asked for, as the specification has it; the library's own choice is gRPC.
    void Choose(OtlpExporterOptions options)
    {
        if (!_asked.SaysProtocol)
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
    }
}
