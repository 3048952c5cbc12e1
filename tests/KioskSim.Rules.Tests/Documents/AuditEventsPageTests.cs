using System.Globalization;
using KioskSim.City.Audit;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>docs/audit-events.md against the events that exist, the places that record them and how entries are chained.</summary>
public sealed class AuditEventsPageTests
{
    const string Page = "docs/audit-events.md";

    [Fact]
    public void The_page_lists_exactly_the_events() => Assert.Equal(
        Enum.GetValues<AuditEvent>().Select(e => $"{(int)e} {e}"), MarkdownTable.Read(Page, "number", "name", "when").Select(r => $"{r[0]} {r[1]}"));

    [Fact]
    public void Every_event_is_recorded_somewhere()
    {
        var source = string.Join('\n', Checkout.Source.Where(f => !f.EndsWith("/AuditEvent.cs", StringComparison.Ordinal)).Select(Checkout.Read));
        Assert.All(Enum.GetNames<AuditEvent>(), name => Assert.Contains($"AuditEvent.{name}", source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_lists_exactly_the_faults_that_a_check_finds() =>
        Assert.Equal(Enum.GetNames<AuditFault>(), MarkdownTable.Read(Page, "fault", "what happened").Select(r => r[0]));

    // The hashes on the page were made by another program, from what the page says alone.
    [Fact]
    public void The_entries_on_the_page_have_the_hashes_that_it_gives()
    {
        var rows = MarkdownTable.Read(Page, "municipality", "number", "time");
        Assert.Equal(2, rows.Count);
        var previous = AuditEntry.Beginning;
        foreach (var row in rows)
        {
            var entry = new AuditEntry(
                row[0], Number(row[1]), Number(row[2]), Number(row[3]), row[4].Length > 0 ? row[4] : null, Number(row[5]), row[6], previous, Hash: []);
            Assert.Equal(row[7], Convert.ToHexStringLower(entry.ComputeHash()));
            previous = entry.ComputeHash();
        }
    }

    static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
