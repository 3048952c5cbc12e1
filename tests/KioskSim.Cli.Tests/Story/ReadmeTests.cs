using System.CommandLine;
using KioskSim.Cli.Commands;
using KioskSim.Cli.Commands.Demos;
using KioskSim.Cli.Commands.Loads;
using KioskSim.Cli.Commands.Offices;
using KioskSim.Cli.Commands.Proofs;
using KioskSim.Cli.Commands.Simulations;
using KioskSim.Cli.Commands.Sheets;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.Fixtures;
using KioskSim.World;

namespace KioskSim.Cli.Tests.Story;

/// <summary>The examples of README.md, read from the page: they can be typed as they stand.</summary>
public sealed class ReadmeTests : IDisposable
{
    static readonly RootCommand Root =
    [
        SeedCommand.Create(), ResidentsCommand.Create(), OffersCommand.Create(), IssueCommand.Create(), CardCommand.Create(), AuditCommand.Create(), FeedCommand.Create(), NightDutyCommand.Create(),
        RegisterOfficeCommand.Create(), UseRegistrationCommand.Create(), PaperCommand.Create(), ProveCommand.Create(), LoadCommand.Create(), SimulateCommand.Create(), DemoCommand.Create(),
    ];

    static readonly IReadOnlyList<ParseResult> Examples = [.. ReadExamples()];

    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_examples_are_right_command_lines_of_every_command_but_the_demo()
    {
        Assert.Equal(["seed", "residents", "issue", "offers", "search", "suppress", "notices", "approve", "use-registration", "use-applications", "grant-use", "export", "check", "push", "print", "copy", "scan", "view", "verify", "prove", "load", "merge", "simulate", "serve", "show", "reserve-pin", "reset-pin", "to-phone", "hold", "release", "set-pin", "revoke"], Examples.Select(NameOf).Distinct());
        Assert.All(Examples, e => Assert.Empty(e.Errors));
    }

    [Fact]
    public void The_residents_of_the_examples_live_in_the_world_of_the_first_one()
    {
        var seed = Examples.First(e => NameOf(e) == "seed");
        var options = new WorldOptions
        {
            Seed = seed.GetRequiredValue<ulong>("--seed"), Residents = seed.GetRequiredValue<int>("--residents"),
        };
        var folder = Path.Combine(_scratch.Folder, "world");
        WorldGenerator.Generate(options, folder, progress: null, TestContext.Current.CancellationToken);
        using var world = WorldFolder.Open(folder);
        var named = Examples.Where(e => NameOf(e) == "issue").Select(e => e.GetRequiredValue<string>("--resident")).Distinct();

        string[] Find(string trait, string city = "482013") =>
            [.. Trait.Of(trait, world.Summary.AsOf).Find(world, new MunicipalityCode(city), 1).Select(p => p.Id.ToString())];
        Assert.Collection(
            named,
            gets => Assert.Contains(gets, Find("usable").Intersect(Find("seal"))),
            refused => Assert.Contains(refused, Find("revoked")),
            old => Assert.Contains(old, Find("juki", "482021")),
            many => Assert.Contains(many, Find("large-register")),
            nine => Assert.Contains(nine, Find("household-of-nine")),
            taxed => Assert.Contains(taxed, Find("taxed").Intersect(Find("domicile-here"))),
            elsewhere => Assert.Contains(elsewhere, Find("domicile-elsewhere")));
    }

    static string NameOf(ParseResult example) => example.CommandResult.Command.Name;

    static IEnumerable<ParseResult> ReadExamples() => File.ReadLines(Path.Combine(CheckoutFolder.Root, "README.md"))
        .Where(l => l.StartsWith("kiosksim ", StringComparison.Ordinal)).Select(l => Root.Parse(l["kiosksim ".Length..]));
}
