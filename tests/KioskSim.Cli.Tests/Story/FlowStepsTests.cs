using KioskSim.Cli.Narration;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Flow;

namespace KioskSim.Cli.Tests.Story;

/// <summary>The told story has words for everything that can be told.</summary>
public sealed class FlowStepsTests
{
    [Fact]
    public void There_are_fifteen_steps_in_order()
    {
        Assert.Equal(Enumerable.Range(1, 15), FlowSteps.All.Select(s => s.Number));
        Assert.All(Enumerable.Range(1, 15), n => Assert.Equal(n, FlowSteps.Of(n).Number));
    }

    [Fact]
    public void Each_step_says_in_both_languages_what_happens_and_who_can_read_what()
    {
        foreach (var text in FlowSteps.All.SelectMany(s => (Kiosk.App.Words.Bilingual[])[s.Title, s.WhoReads]))
        {
            Assert.Contains(text.Japanese, IsJapanese);
            Assert.True(text.English.Length > 5 && !text.English.Any(IsJapanese), text.English);
        }
    }

    [Fact]
    public void Every_party_and_every_line_has_a_name_in_both_languages()
    {
        Assert.All(Party.All, party => Assert.NotEmpty(Places.Of(party).Japanese + Places.Of(party).English));
        Assert.All(Enum.GetValues<Line>(), line => Assert.NotEmpty(Places.Of(line).Japanese + Places.Of(line).English));
    }

    static bool IsJapanese(char c) => c is >= '\u3040' and <= '\u9fff';
}
