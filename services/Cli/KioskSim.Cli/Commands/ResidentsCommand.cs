using System.CommandLine;
using System.Text.Json;
using KioskSim.Cli.Output;
using KioskSim.Cluster.Citizens;
using KioskSim.World;
using Spectre.Console;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim residents`: whom to try. Numbers only: who these people are is the register's business.</summary>
static class ResidentsCommand
{
    public static Command Create()
    {
        var city = new Option<string>("--city") { Description = "A city, by code or name.", Required = true };
        var with = new Option<string?>("--with") { Description = "Only this kind of person; without it, some of every kind." };
        var count = new Option<int>("--count") { Description = "How many of a kind.", DefaultValueFactory = _ => 5 };
        var seed = new Option<ulong>("--seed") { Description = "Another number, other people.", DefaultValueFactory = _ => 1 };
        var command = new Command("residents", "List residents to issue certificates for, by what will happen to them.") { city, with, count, seed, CommonOptions.World, CommonOptions.Json };
        command.SetAction(parsed =>
        {
            using var world = WorldFolder.Open(parsed.GetRequiredValue(CommonOptions.World));
            var code = CommonOptions.ParseCity(parsed.GetRequiredValue(city));
            var asOf = world.Summary.AsOf;
            var traits = parsed.GetValue(with) is { } name ? [Find(name, asOf)] : Trait.All(asOf);
            var found = traits.Select(t => (Trait: t, Numbers: t.Find(world, code, parsed.GetValue(seed)).Take(parsed.GetValue(count)).Select(p => p.Id.Value).ToList())).ToList();
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(JsonSerializer.Serialize(found.ToDictionary(f => f.Trait.Name, f => f.Numbers)));
            else
                Write(found);
            return ExitCodes.Ok;
        });
        return command;
    }

    static Trait Find(string name, DateOnly asOf) => Trait.All(asOf).FirstOrDefault(t => t.Name == name)
        ?? throw new UsageException(
            $"There is no kind of person '{name}'; kinds are {string.Join(", ", Trait.All(asOf).Select(t => t.Name))}.");

    static void Write(IReadOnlyList<(Trait Trait, List<long> Numbers)> found)
    {
        var table = new Table().AddColumns("--with", "who", "--resident");
        foreach (var (trait, numbers) in found)
            table.AddRow(trait.Name, trait.Description, numbers.Count > 0 ? string.Join(' ', numbers) : "nobody in this world");
        AnsiConsole.Write(table);
    }
}
