using KioskSim.Show.Stories;
using KioskSim.Show.Stories.Repertoire;
using KioskSim.Show.Words;

namespace KioskSim.Web.Tests.Stories;

/// <summary>What holds for every story that can be told.</summary>
public sealed class RepertoireTests
{
    [Fact]
    public void A_story_has_at_most_eight_stops_of_forty_characters_each()
    {
        Assert.NotEmpty(AllStories.InOrder);
        Assert.All(AllStories.InOrder, story =>
        {
            Assert.InRange(story.Stops.Count, 2, Story.MostStops);
            Assert.All(story.Stops, stop => Assert.InRange(stop.Sentence.Japanese.EnumerateRunes().Count(), 1, Stop.LongestSentence));
        });
    }

    [Fact]
    public void Every_stop_says_why_and_how_in_both_languages()
    {
        foreach (var stop in AllStories.InOrder.SelectMany(s => s.Stops))
            Assert.All((Said[])[stop.Sentence, stop.Why, stop.Technical], said => Assert.True(said.Japanese.Length > 0 && said.English.All(c => c < 0x3000)));
    }

    [Fact]
    public void A_story_is_found_by_its_name_alone() =>
        Assert.All(AllStories.InOrder, story => Assert.Same(story, AllStories.Find(story.Name)));
}
