using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World;

[assembly: AssemblyFixture(typeof(KioskSim.Cli.Tests.Programs.SeededWorld))]

// One world, used by one run after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace KioskSim.Cli.Tests.Programs;

/// <summary>A small world for all tests, made by the command itself, in a folder that is gone afterwards.</summary>
public sealed class SeededWorld : IAsyncLifetime
{
    public const string City = "482021";
    public const string OtherCity = "482013";

    const ulong Seed = 7;

    readonly WorldScratch _scratch = new();
    WorldFolder _world = null!;

    /// <summary>Where the runs of these tests run; the world is its folder <c>kiosksim-world</c>, as the command expects.</summary>
    public string Folder => _scratch.Folder;

    public async ValueTask InitializeAsync()
    {
        var seeded = await Kiosksim.RunAsync(Folder, "seed", "--residents", "3000", "--seed", $"{Seed}", "--cities", City, OtherCity);
        Assert.Equal(0, seeded.ExitCode);
        _world = WorldFolder.Open(Path.Combine(Folder, "kiosksim-world"));
    }

    public ValueTask DisposeAsync()
    {
        _world?.Dispose();
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <param name="which">From 0; another one, another person.</param>
    internal Person Resident(string trait, int which = 0) =>
        Trait.Of(trait, _world.Summary.AsOf).Find(_world, new MunicipalityCode(City), Seed).ElementAt(which);

    /// <summary>A PIN that is not the person's.</summary>
    internal string WrongPin(Person person) => PinOf(person).Reveal() == "0000" ? "1111" : "0000";

    /// <summary>Runs the command in the folder of the world.</summary>
    internal Task<Ended> RunAsync(params IEnumerable<string> arguments) => Kiosksim.RunAsync(Folder, arguments);

    /// <summary>Goes to a kiosk for somebody, and looks that nothing of who it is came out.</summary>
    internal async Task<Ended> IssueAsync(Person person, params IEnumerable<string> options)
    {
        string[] given = [.. options];
        string[] usual = ["issue", "--resident", person.Id.ToString()];
        if (!given.Contains("--city"))
            usual = [.. usual, "--city", City];
        if (!given.Contains("--kind"))
            usual = [.. usual, "--kind", "resident-record"];
        var ended = await RunAsync([.. usual, .. given]);
        Assert.All(Marks(person), mark => Assert.DoesNotContain(mark, ended.Everything, StringComparison.Ordinal));
        return ended;
    }

    /// <summary>What would give a person away.</summary>
    internal IEnumerable<string> Marks(Person person)
    {
        var household = _world.Register(new MunicipalityCode(City)).Households().First(h => h.Id == person.Household);
        return
        [
            person.Name.Text, person.Name.Text.Replace($"{PersonName.Separator}", "", StringComparison.Ordinal), person.Name.Kana,
            person.IndividualNumber.Reveal(), household.Address,
        ];
    }

    Pin PinOf(Person person) =>
        _world.Register(new MunicipalityCode(City)).CertificatesOf(person.Id).Select(s => _world.Wallet.Find(s)!.Pin).Single();
}
