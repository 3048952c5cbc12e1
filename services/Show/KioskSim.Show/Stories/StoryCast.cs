using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.Show.Glass;
using KioskSim.World;

namespace KioskSim.Show.Stories;

/// <summary>Who plays in a story: somebody of the world's first city who is what the story needs.</summary>
static class StoryCast
{
    /// <param name="world">Folder of the world; opened apart, for the world of running services is not for several threads.</param>
    /// <param name="which">From 0: another number, another of them.</param>
    /// <exception cref="OtherwiseException">Nobody there is.</exception>
    public static Visitor Find(string world, Story story, int which = 0)
    {
        using var folder = WorldFolder.Open(world);
        var city = new MunicipalityCode(folder.Summary.Cities[0].Code);
        return Trait.Of(story.Who, folder.Summary.AsOf).Find(folder, city, seed: 1).ElementAtOrDefault(which) is { } person
            ? new Visitor(city, person.Id.ToString(), person.Name.Text, story.Title)
            : throw new OtherwiseException(new(
                "この町には、この物語に出られる方がいません。もっと大きな町で始めてください。", "Nobody of this city is fit for this story; begin with a larger city."));
    }
}
