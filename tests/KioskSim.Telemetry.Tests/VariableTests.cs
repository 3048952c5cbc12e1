using KioskSim.Domain.Errors;

namespace KioskSim.Telemetry.Tests;

/// <summary>Which of OpenTelemetry's variables ask for what.</summary>
public sealed class VariableTests
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318";

    [Theory]
    [InlineData("", null)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=", null)]
    [InlineData(Endpoint, "traces metrics logs")]
    [InlineData(Endpoint + " OTEL_SDK_DISABLED=true", null)]
    [InlineData(Endpoint + " OTEL_SDK_DISABLED=false", "traces metrics logs")]
    [InlineData(Endpoint + " OTEL_TRACES_EXPORTER=none", "metrics logs")]
    [InlineData(Endpoint + " OTEL_TRACES_EXPORTER=otlp OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none", "traces")]
    [InlineData(Endpoint + " OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none", null)]
    [InlineData(Endpoint + " OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "traces metrics logs protocol")]
    public void Nothing_is_sent_unless_a_collector_is_named(string environment, string? sent) => Assert.Equal(sent, Told(Read(environment)));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=/v1/traces")]
    [InlineData(Endpoint + " OTEL_EXPORTER_OTLP_PROTOCOL=http/json")]
    public void What_cannot_be_followed_is_refused(string environment) => Assert.Throws<ConfigurationException>(() => Read(environment));

    static OtlpVariables? Read(string environment)
    {
        var set = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        return OtlpVariables.Read(set.GetValueOrDefault);
    }

    static string? Told(OtlpVariables? asked) => asked is null ? null : string.Join(' ', ((string, bool)[])
        [("traces", asked.Traces), ("metrics", asked.Metrics), ("logs", asked.Logs), ("protocol", asked.SaysProtocol)] is var all ? all.Where(a => a.Item2).Select(a => a.Item1) : []);
}
