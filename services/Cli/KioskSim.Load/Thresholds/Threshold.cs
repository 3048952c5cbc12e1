using System.Globalization;
using System.Text.RegularExpressions;

namespace KioskSim.Load.Thresholds;

/// <summary>What must hold at the end of a run: <c>issue.p99&lt;500ms</c>, <c>dropped==0</c>.</summary>
/// <param name="Metric">A name of <see cref="Metrics"/>.</param>
/// <param name="Comparison">One of &lt; &lt;= &gt; &gt;= == !=.</param>
/// <param name="Bound">Durations in microseconds, all else as it is counted.</param>
public sealed partial record Threshold(string Metric, string Comparison, double Bound)
{
    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    /// <param name="text">Several, with commas between them.</param>
    /// <exception cref="FormatException">One is none, names a metric that there is not, or a unit that the metric has not: says which, and what there is.</exception>
    public static IReadOnlyList<Threshold> ParseAll(string text, Metrics known) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => Parse(one, known))];

    public bool HoldsFor(double value) => Comparison switch
    {
        "<" => value < Bound,
        "<=" => value <= Bound,
        ">" => value > Bound,
        ">=" => value >= Bound,
        "==" => value.Equals(Bound),
        _ => !value.Equals(Bound),
    };

    static Threshold Parse(string text, Metrics known)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            throw new FormatException($"'{text}' is no threshold; write a metric, one of < <= > >= == != and a number, such as issue.p99<500ms or dropped==0.");
        var (metric, number, unit) = (match.Groups["metric"].Value, match.Groups["number"].Value, match.Groups["unit"].Value);
        var isDuration = known.IsDuration(metric) ?? throw new FormatException($"'{text}': there is no metric '{metric}'. There are {known}.");
        double factor = (isDuration, unit) switch
        {
            (true, "us") => 1,
            (true, "ms") => 1_000,
            (true, "s") => 1_000_000,
            (false, "") => 1,
            (true, _) => throw new FormatException($"'{text}': {metric} is a duration; give it in us, ms or s."),
            _ => throw new FormatException($"'{text}': {metric} is a number without a unit."),
        };
        return new Threshold(metric, match.Groups["comparison"].Value, factor * double.Parse(number, CultureInfo.InvariantCulture)) { Text = text };
    }

    [GeneratedRegex(@"^(?<metric>[a-z][a-z0-9.-]*?)\s*(?<comparison><=|>=|==|!=|<|>)\s*(?<number>[0-9]+(\.[0-9]+)?)(?<unit>[a-z]*)$")]
    private static partial Regex Pattern();
}
