using System.Text.Json;
using KioskSim.Telemetry.Tests.Otlp;

namespace KioskSim.Telemetry.Tests;

/// <summary>OpenTelemetry's own messages for JavaScript (npm @opentelemetry/otlp-transformer) read what was sent as we do.</summary>
public sealed class ForeignReaderTests(WatchedServices services)
{
    // Reads "signal base64" lines; says of each request which service sent how many of what, and the first name.
    const string Reader = """
        const { opentelemetry: { proto: { collector } } } = require(`${process.argv[1]}/build/src/generated/root.js`);
        const kinds = {
          trace: [collector.trace.v1.ExportTraceServiceRequest, r => r.resourceSpans, s => s.scopeSpans, s => s.spans, s => s.name],
          metrics: [collector.metrics.v1.ExportMetricsServiceRequest, r => r.resourceMetrics, s => s.scopeMetrics, s => s.metrics, m => m.name],
          logs: [collector.logs.v1.ExportLogsServiceRequest, r => r.resourceLogs, s => s.scopeLogs, s => s.logRecords, l => l.body.stringValue],
        };
        const said = [];
        for (const line of require('fs').readFileSync(0, 'utf8').split('\n').filter(l => l)) {
          const [signal, message] = line.split(' ');
          const [type, resources, scopes, items, name] = kinds[signal];
          for (const resource of resources(type.decode(Buffer.from(message, 'base64')))) {
            const service = resource.resource.attributes.find(a => a.key === 'service.name').value.stringValue;
            for (const item of scopes(resource).flatMap(items)) said.push(`${signal} ${service} ${name(item)}`);
          }
        }
        process.stdout.write(JSON.stringify(said));
        """;

    [Fact]
    public void Somebody_elses_reader_sees_the_same()
    {
        var sent = services.Sent;
        var input = string.Concat(sent.Select(s => $"{s.Signal} {Convert.ToBase64String(s.Message)}\n"));
        var foreign = ForeignProgram.RunWell("nodejs", "node", ["-e", Reader, "--", NodeModules.Find("@opentelemetry/otlp-transformer")], input: System.Text.Encoding.ASCII.GetBytes(input));
        var said = JsonSerializer.Deserialize<List<string>>(foreign.Output)!;
        var ours = Everything.In(sent);

        Assert.Equal(ours.Spans.Select(s => $"trace {s.Service} {s.Span.Name}"), said.Where(s => s.StartsWith("trace ", StringComparison.Ordinal)));
        Assert.Equal(ours.Events.Select(e => $"logs {e.Service} {e.Record.Body.Text}"), said.Where(s => s.StartsWith("logs ", StringComparison.Ordinal)));
        Assert.Equal(
            ours.Points.Select(p => $"metrics {p.Service} {p.Metric}").Distinct().Order(StringComparer.Ordinal),
            said.Where(s => s.StartsWith("metrics ", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }
}
