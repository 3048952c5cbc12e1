using Google.Protobuf;
using KioskSim.Domain.Flow;

namespace KioskSim.Telemetry.Tests.Otlp;

/// <summary>A span, and who recorded it.</summary>
sealed record SpanOf(string Service, string Scope, Span Span)
{
    public string Trace => Span.TraceId.ToHex();

    public string Id => Span.SpanId.ToHex();

    /// <summary>Empty: it is the first of its trace.</summary>
    public string Parent => Span.ParentSpanId.ToHex();

    public string? this[string attribute] => Span.Attributes.Word(attribute);

    /// <summary>As a line of a declared trace: <c>kiosk client 3 Begin</c>, and how it ended, where not well.</summary>
    public string Line => string.Join(' ', ((string?[])
        [Service, Span.Kind.ToString().ToLowerInvariant(), this["kiosksim.step"], Span.Name, this["kiosksim.outcome"]]).OfType<string>());
}

/// <summary>A point of a metric as it stood last, and who measured it.</summary>
/// <param name="Value">Of a histogram: how many there were.</param>
sealed record PointOf(string Service, string Scope, string Metric, string Unit, double Value, IReadOnlyDictionary<string, string> Labels);

/// <summary>A log event, and whose.</summary>
sealed record EventOf(string Service, string Category, LogRecord Record)
{
    public int Number => int.Parse(Record.Attributes.Word("kiosksim.event")!, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>All that a collector was sent, taken apart.</summary>
sealed record Everything(IReadOnlyList<SpanOf> Spans, IReadOnlyList<PointOf> Points, IReadOnlyList<EventOf> Events)
{
    public static Everything In(IEnumerable<Sent> sent)
    {
        var all = sent.ToLookup(s => s.Signal, s => s.Message);
        var spans = from request in all["trace"].Select(TracesRequest.Parser.ParseFrom)
                    from resource in request.ResourceSpans
                    from scope in resource.ScopeSpans
                    from span in scope.Spans
                    select new SpanOf(NameOf(resource.Resource), scope.Scope.Name, span);
        var points = from request in all["metrics"].Select(MetricsRequest.Parser.ParseFrom)
                     from resource in request.ResourceMetrics
                     from scope in resource.ScopeMetrics
                     from metric in scope.Metrics
                     from point in PointsOf(metric)
                     select new PointOf(
                         NameOf(resource.Resource), scope.Scope.Name, metric.Name, metric.Unit, point.Value,
                         point.Attributes.ToDictionary(a => a.Key, a => a.Value.Word()));
        var events = from request in all["logs"].Select(LogsRequest.Parser.ParseFrom)
                     from resource in request.ResourceLogs
                     from scope in resource.ScopeLogs
                     from record in scope.Records
                     select new EventOf(NameOf(resource.Resource), scope.Scope.Name, record);

        // Metrics are told again and again from their beginning: what came last stands.
        return new(
            [.. spans],
            [.. points.GroupBy(p => (p.Service, p.Metric, string.Join(',', p.Labels.OrderBy(l => l.Key)))).Select(g => g.Last())],
            [.. events]);
    }

    /// <summary>The sum of a metric over all services, of what has this label; of all, where none is named.</summary>
    public double Sum(string metric, string label = "", string value = "") =>
        Points.Where(p => p.Metric == metric && (label.Length == 0 || p.Labels.GetValueOrDefault(label) == value)).Sum(p => p.Value);

    /// <summary>Visits whose last span has come, by kind.</summary>
    public ILookup<string, SpanOf> Visits => Spans.Where(s => s.Scope == FlowTrace.SourceName && s.Span.Name == "Visit").ToLookup(s => s["kiosksim.kind"]!);

    static string NameOf(Resource resource) => resource.Attributes.Word("service.name")!;

    static IEnumerable<(double Value, IEnumerable<KeyValue> Attributes)> PointsOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Histogram => metric.Histogram.Points.Select(p => ((double)p.Count, p.Attributes.AsEnumerable())),
        Metric.DataOneofCase.Sum => Numbers(metric.Sum),
        Metric.DataOneofCase.Gauge => Numbers(metric.Gauge),
        _ => throw new InvalidDataException($"{metric.Name} is of a kind that is not read here."),
    };

    static IEnumerable<(double, IEnumerable<KeyValue>)> Numbers(Numbers numbers) =>
        numbers.Points.Select(p => (p.ValueCase == NumberPoint.ValueOneofCase.AsInt ? p.AsInt : p.AsDouble, p.Attributes.AsEnumerable()));
}

static class Attributes
{
    public static string? Word(this IEnumerable<KeyValue> attributes, string key) => attributes.SingleOrDefault(a => a.Key == key)?.Value.Word();

    public static string Word(this Value value) => value.ValueCase switch
    {
        Value.ValueOneofCase.Number => $"{value.Number}",
        Value.ValueOneofCase.Fraction => $"{value.Fraction}",
        Value.ValueOneofCase.Flag => $"{value.Flag}",
        _ => value.Text,
    };

    public static string ToHex(this ByteString id) => Convert.ToHexStringLower(id.Span);
}
