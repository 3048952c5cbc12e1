using KioskSim.Domain.Errors;

namespace KioskSim.Telemetry;

/// <summary>What OpenTelemetry's own environment variables ask for. Those that are not here (headers, timeouts, intervals, samplers) its library reads itself.</summary>
/// <param name="Traces">Whether this kind is sent; likewise the others.</param>
/// <param name="SaysProtocol">Whether a protocol is chosen.</param>
sealed record OtlpVariables(bool Traces, bool Metrics, bool Logs, bool SaysProtocol)
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <returns>Null: nothing is to be sent.</returns>
    /// <exception cref="ConfigurationException">A variable cannot be followed: better no service than one that nobody watches.</exception>
    public static OtlpVariables? Read(Func<string, string?> variable)
    {
        if (variable(Endpoint) is not { Length: > 0 } endpoint || Says("OTEL_SDK_DISABLED", "true"))
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new ConfigurationException($"{Endpoint} is an address such as http://127.0.0.1:4318, not '{endpoint}'.");
        var protocol = variable(Protocol);
        if (protocol is not (null or "" or "http/protobuf" or "grpc"))
            throw new ConfigurationException($"{Protocol} is http/protobuf or grpc, not '{protocol}'.");
        var asked = new OtlpVariables(IsSent("TRACES"), IsSent("METRICS"), IsSent("LOGS"), protocol is { Length: > 0 });
        return asked is { Traces: false, Metrics: false, Logs: false } ? null : asked;

        bool IsSent(string signal) => !Says($"OTEL_{signal}_EXPORTER", "none");

        bool Says(string name, string value) => string.Equals(variable(name), value, StringComparison.OrdinalIgnoreCase);
    }
}
