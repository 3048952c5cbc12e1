using System.Globalization;
using System.Xml.Linq;
using KioskSim.Checkers;

namespace KioskSim.Load.Reports;

/// <summary>Something that was looked at, for whatever shows the results of a pipeline. Neither failure nor skipped: it is as it should be.</summary>
public sealed record JUnitCase(string Name)
{
    /// <summary>What is wrong.</summary>
    public string? Failure { get; init; }

    /// <summary>Why it could not be looked at.</summary>
    public string? Skipped { get; init; }
}

/// <summary>JUnit's XML, as pipelines read it.</summary>
public static class JUnitFile
{
    /// <param name="suite">The command that looked.</param>
    /// <param name="seconds">How long it took; null: is not said.</param>
    public static XDocument Of(string suite, IReadOnlyList<JUnitCase> cases, double? seconds = null) => new(new XElement(
        "testsuites",
        new XElement(
            "testsuite", new XAttribute("name", suite), new XAttribute("tests", cases.Count), new XAttribute("failures", cases.Count(c => c.Failure is not null)),
            new XAttribute("skipped", cases.Count(c => c.Skipped is not null)),
            seconds is { } time ? new XAttribute("time", time.ToString("F3", CultureInfo.InvariantCulture)) : null, cases.Select(c => Case(suite, c)))));

    /// <summary>The thresholds of a load test.</summary>
    internal static XDocument Of(Summary summary) => Of(
        "kiosksim load",
        [
            new("the generator kept up") { Failure = summary.IsSaturated ? "arrivals were let in too late: the figures are of less load than was asked for" : null },
            .. summary.Properties.Select(p => new JUnitCase(p.Id)
            {
                Failure = p.Outcome == Outcome.Broken ? $"{p.Findings} findings, the first: {p.First[0].Where}: {p.First[0].English}" : null,
                Skipped = p.Outcome == Outcome.NotSeen ? "there was nothing to look at" : null,
            }),
            .. summary.Thresholds.Select(t => new JUnitCase(t.Text)
            {
                Failure = t.Holds ? null : string.Create(CultureInfo.InvariantCulture, $"measured {t.Measured} (durations in microseconds)"),
            }),
        ],
        summary.Run.Seconds);

    static XElement Case(string suite, JUnitCase one) => new(
        "testcase", new XAttribute("classname", suite), new XAttribute("name", one.Name), Told("failure", one.Failure), Told("skipped", one.Skipped));

    static XElement? Told(string what, string? message) => message is null ? null : new XElement(what, new XAttribute("message", message));
}
