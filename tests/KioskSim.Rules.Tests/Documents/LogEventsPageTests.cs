using System.Reflection;
using System.Text.RegularExpressions;
using KioskSim.Domain.Log;
using KioskSim.Rules.Tests.Files;
using KioskSim.Rules.Tests.Projects;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>docs/log-events.md against the events that exist and the places that log them.</summary>
public sealed partial class LogEventsPageTests
{
    static readonly IReadOnlyDictionary<string, int> Events = typeof(LogEvents).GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(f => f.Name, f => (int)f.GetRawConstantValue()!);

    static readonly IReadOnlyList<string[]> Rows = MarkdownTable.Read("docs/log-events.md", "number", "name", "level");

    static readonly IReadOnlyList<Match> Logged =
        [.. Checkout.Source.SelectMany(f => LoggerMessage().Matches(Checkout.Read(f)))];

    [Fact]
    public void The_page_lists_exactly_the_events() => Assert.Equal(
        Events.Select(e => $"{e.Value} {e.Key}").Order(StringComparer.Ordinal), Rows.Select(r => $"{r[0]} {r[1]}"));

    [Fact]
    public void Numbers_are_used_once() => Assert.Equal(Events.Count, Events.Values.Distinct().Count());

    [Fact]
    public void Every_event_is_logged_somewhere_at_the_level_the_page_says()
    {
        var levels = Logged.Select(m => (Name: m.Groups[1].Value, Level: m.Groups[2].Value)).Distinct().Select(l => $"{l.Name} {l.Level}");

        Assert.Equal(Rows.Select(r => $"{r[1]} {r[2]}").Order(StringComparer.Ordinal), levels.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_log_message_has_a_listed_number()
    {
        // The gRPC runtime has numbers of its own, as a library does.
        var all = Checkout.Source.Where(f => !f.Contains("/Rpc.", StringComparison.Ordinal)).Sum(f => AnyLoggerMessage().Count(Checkout.Read(f)));

        Assert.Equal(all, Logged.Count);
        Assert.All(Logged, m => Assert.Contains(m.Groups[1].Value, Events.Keys));
    }

    // The generator puts classes in an order of its own, another one each time: with two of them no build is like the one before (build/reproducible.sh).
    [Fact]
    public void What_an_assembly_logs_stands_in_one_file()
    {
        var files = Checkout.Source.Where(f => AnyLoggerMessage().IsMatch(Checkout.Read(f)));

        Assert.Empty(ProjectFile.Product.Values.Select(p => Path.GetDirectoryName(p.Path)).Select(folder => files.Where(f => f.StartsWith($"{folder}/", StringComparison.Ordinal)))
            .Where(logging => logging.Count() > 1).SelectMany(logging => logging));
    }

    [GeneratedRegex(@"\[LoggerMessage\(LogEvents\.(\w+), LogLevel\.(\w+),")]
    private static partial Regex LoggerMessage();

    [GeneratedRegex(@"\[LoggerMessage\(")]
    private static partial Regex AnyLoggerMessage();
}
