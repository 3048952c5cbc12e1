using System.Text.Json;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim residents`.</summary>
public sealed class ResidentsTests(SeededWorld world)
{
    [Fact]
    public async Task Every_kind_of_person_is_listed_with_numbers_only()
    {
        var ended = await world.RunAsync("residents", "--city", SeededWorld.City, "--json");

        Assert.Equal(0, ended.ExitCode);
        var kinds = ended.Json.EnumerateObject().ToList();
        Assert.Equal(
            "usable seal no-seal difficult-name foreign large-household household-of-nine domicile-here domicile-elsewhere domicile-outside large-register taxed not-taxed no-return revoked on-hold expired new-card child protected moving moved-out juki juki-expired juki-returned juki-superseded",
            string.Join(' ', kinds.Select(k => k.Name)));
        Assert.All(kinds.SelectMany(k => k.Value.EnumerateArray()), number => Assert.Equal(JsonValueKind.Number, number.ValueKind));
        Assert.Equal(5, kinds[0].Value.GetArrayLength());
    }

    [Fact]
    public async Task The_same_seed_finds_the_same_people_and_another_one_others()
    {
        async Task<string> ListAsync(string seed) =>
            (await world.RunAsync(
                "residents", "--city", SeededWorld.City, "--with", "usable", "--count", "20", "--seed", seed, "--json")).Output;

        Assert.Equal(await ListAsync("1"), await ListAsync("1"));
        Assert.NotEqual(await ListAsync("1"), await ListAsync("2"));
    }

    [Fact]
    public async Task The_table_names_no_one()
    {
        var person = world.Resident("usable");
        var ended = await world.RunAsync("residents", "--city", "潮崎市", "--with", "usable", "--count", "5000");

        Assert.Contains(person.Id.ToString(), ended.Output, StringComparison.Ordinal);
        Assert.All(world.Marks(person), mark => Assert.DoesNotContain(mark, ended.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_kind_of_person_is_answered_with_the_kinds_there_are()
    {
        var ended = await world.RunAsync("residents", "--city", SeededWorld.City, "--with", "giant");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("on-hold", ended.Error, StringComparison.Ordinal);
    }
}
