using KioskSim.Domain.Flow;
using KioskSim.Hosting.Faults;
using KioskSim.Testing;

namespace KioskSim.Compose;

/// <summary>
/// In a rush, just as a hop of the flow is about to be sent, a container dies, stands still or is cut off; the hop is sent, and then all is well again. Of
/// each step one trouble; with <c>KIOSKSIM_COMPOSE=all</c> each trouble of each container; with other words those in whose name is one of them:
/// <c>KIOSKSIM_COMPOSE="registers,is cut off"</c>.
/// </summary>
public sealed class EveryStepTests(Containers containers, Ambush ambush) : IClassFixture<Ambush>
{
    const string City = "city-482013";

    // So far from one step's trouble to the next one's that all steps together have each container, and most of what may befall it.
    const int Stride = 5;

    static readonly string[] Servers = ["kiosk", "centre", "jpki", City, "city-lgwan-asp", "registers"];

    // Each on a line that it shares with whose tables it keeps.
    static readonly (string Container, string Line)[] Databases = [("centre-postgres", "centre-core"), ("jpki-postgres", "jpki-core"), ("city-postgres", "city-core")];

    static readonly List<(CrashPoint.Place Place, Trouble Trouble, string Container)> All = [.. Places.Hops.SelectMany(hop => Of(hop))];

    public static TheoryData<string, int> Chosen =>
        [.. All.Index().GroupBy(c => c.Item.Place).SelectMany((step, number) => step.Where((c, i) => Wanted switch
            {
                null => i == Stride * number % step.Count(),
                "all" => true,
                var words => words.Split(',').Any(Said(c.Item).Contains),
            }))
            .Select(c => (Said(c.Item), c.Index))];

    static string? Wanted => Environment.GetEnvironmentVariable("KIOSKSIM_COMPOSE");

    [Theory]
    [MemberData(nameof(Chosen))]
    public async Task Whatever_befalls_a_container_at_a_step_breaks_no_property_000_30_000_73(string what, int index)
    {
        var (place, trouble, container) = All[index];
        var rush = Rush.Begin(containers.Needed());
        Assert.True(await ambush.LieAsync(place, () => rush), $"{what}: nobody came there.");
        trouble.Befall(containers, container, begun: ambush.LetGo);
        ambush.LetGo(); // who stood still and could not hear it
        Proofs.AllGreen(await rush);
        containers.AwaitServing(container);
    }

    static string Said((CrashPoint.Place Place, Trouble Trouble, string Container) blow) => $"{blow.Container} {blow.Trouble} at {blow.Place}";

    // Every container may die or stand still; cut are the line that the hop goes by, and those behind which tables are kept.
    static IEnumerable<(CrashPoint.Place, Trouble, string)> Of(Places.Hop hop)
    {
        var place = new CrashPoint.Place(hop.Step, hop.From, hop.Message, After: false);
        foreach (var container in Servers.Concat(Databases.Select(d => d.Container)))
        {
            yield return (place, Trouble.Killed, container);
            yield return (place, Trouble.StandsStill, container);
        }

        var (end, line) = (hop.From, hop.Peer) switch
        {
            (Party.Kiosk, null) => ("kiosk", "cabinet"),
            (Party.Kiosk, _) => ("kiosk", "store-line"),
            (_, "jpki") => ("jpki", "internet"),
            _ => (City, "lgwan"),
        };
        yield return (place, Trouble.CutOff(line), end);
        foreach (var database in Databases)
            yield return (place, Trouble.CutOff(database.Line), database.Container);
    }
}
