using System.Text.Json;
using System.Text.RegularExpressions;

namespace KioskSim.Deploy.Tests.Dashboards;

/// <summary>A dashboard of <c>deploy/grafana</c>.</summary>
sealed partial record Dashboard(string Name, JsonElement Json)
{
    public static IReadOnlyList<Dashboard> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Manifests.Folder, "grafana"), "*.json").Order(StringComparer.Ordinal)
            .Select(f => new Dashboard(Path.GetFileNameWithoutExtension(f), JsonDocument.Parse(File.ReadAllBytes(f)).RootElement)),
    ];

    public IEnumerable<JsonElement> Panels => Json.At("panels").EnumerateArray();

    public IEnumerable<JsonElement> Variables => Json.At("templating", "list").EnumerateArray();

    /// <summary>What its panels and variables ask Prometheus for.</summary>
    public IReadOnlyList<string> Questions =>
    [
        .. Panels.SelectMany(p => p.At("targets").EnumerateArray()).Where(t => t.TryGetProperty("expr", out _)).Select(t => t.At("expr").GetString()!),
        .. Variables.Select(v => v.At("query").GetString()!).Where(q => q.StartsWith("label_values(", StringComparison.Ordinal)),
    ];

    /// <summary>Names of metrics in a question: ours and the runtime's have these beginnings; labels stand in braces or behind "by".</summary>
    public static IEnumerable<string> MetricsIn(string question) => Metric().Matches(Grouping().Replace(Labels().Replace(question, ""), "")).Select(m => m.Value);

    /// <summary>Names of labels in a question.</summary>
    public static IEnumerable<string> LabelsIn(string question) =>
        Labels().Matches(question).Concat(Grouping().Matches(question)).SelectMany(m => Metric().Matches(m.Value)).Select(m => m.Value)
            .Concat(question.StartsWith("label_values(", StringComparison.Ordinal) ? [question.Split([',', ')'])[1].Trim()] : []);

    [GeneratedRegex(@"\b(?:kiosksim|dotnet)_\w+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\bby \([^)]*\)|, kiosksim_city\)$")]
    private static partial Regex Grouping();
}
