using FsCheck;
using FsCheck.Fluent;
using KioskSim.Fixtures.BadInput;

namespace KioskSim.World.Tests.Feeds;

/// <summary>Files that were damaged on the way: whatever became of some of their lines, the others load, and nothing wrong does.</summary>
public sealed class DamagedFileTests(SmallWorlds worlds)
{
    const string Twice = "stands in an earlier line already";

    [Theory]
    [InlineData("residents")]
    [InlineData("seals")]
    [InlineData("taxes")]
    [InlineData("family-registers")]
    public void No_damage_does_harm_loads_a_wrong_row_or_costs_a_line_that_it_left_alone_000_40(string register)
    {
        var sample = FeedSample.Of(worlds[3, null], register, rows: 12);
        var good = Split(sample.File).ToHashSet(StringComparer.Ordinal);

        Prop.ForAll(Damage.Any, damage =>
        {
            var file = Damage.To(sample.File, damage.Damages);
            var rows = sample.Read(file);
            var lines = Split(file);
            Assert.Distinct(rows.Select(r => r.Line));
            Assert.All(rows, row => Assert.True((row.Rewritten is null) != (row.Reason is null)));
            Assert.All(rows.Where(r => r.Rewritten is not null), row => Assert.True(sample.SaysTheSame(Bytes(lines[row.Line - 1]), row.Rewritten!)));
            if (!sample.HasHeader || lines is [var header, ..] && header == Split(sample.File)[0])
                EveryGoodLineLoaded(sample, good, lines, rows.ToDictionary(r => r.Line));
            Assert.All(rows.Where(r => r.Reason is not null), row => Assert.DoesNotMatch("[^ -~夫妻住基カード]", row.Reason));
        }).Check(FuzzRuns.Seeded);
    }

    [Theory]
    [InlineData("residents")]
    [InlineData("seals")]
    [InlineData("taxes")]
    [InlineData("family-registers")]
    public void A_file_that_was_written_is_read_whole_and_written_again_the_same(string register)
    {
        var sample = FeedSample.Of(worlds[2026, null], register, rows: int.MaxValue);
        var rows = sample.Read(sample.File);

        Assert.All(rows, row => Assert.Null(row.Reason));
        Assert.Equal(Split(sample.File).Skip(sample.HasHeader ? 1 : 0), rows.Select(r => Text(r.Rewritten!)));
    }

    // But for one whose number a damaged line before it has taken.
    static void EveryGoodLineLoaded(
        FeedSample sample, HashSet<string> good, string[] lines, Dictionary<int, (int Line, byte[]? Rewritten, string? Reason)> rows)
    {
        for (var at = sample.HasHeader ? 1 : 0; at < lines.Length; at++)
        {
            if (!good.Contains(lines[at]))
                continue;
            var row = rows[at + 1];
            Assert.True(row.Rewritten is not null ? Text(row.Rewritten) == lines[at] : row.Reason!.EndsWith(Twice, StringComparison.Ordinal));
        }
    }

    // Latin-1 keeps bytes that are no UTF-8 apart. What stands behind the last line feed is no line.
    static string[] Split(byte[] file) => [.. Text(file).Split('\n')[..^1].Select((line, at) => Bare(line, at))];

    static string Bare(string line, int at) => (at == 0 && line.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? line[3..] : line) is [.. var text, '\r'] ? text : line;

    static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    static byte[] Bytes(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
