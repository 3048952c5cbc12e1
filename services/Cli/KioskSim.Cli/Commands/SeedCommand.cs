using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.World;
using Spectre.Console;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim seed`: makes a prefecture of invented people.</summary>
static class SeedCommand
{
    public static Command Create()
    {
        var residents = new Option<int>("--residents") { Description = "How many residents, over all cities (100 to 2,000,000).", DefaultValueFactory = _ => 1000 };
        var seed = new Option<ulong>("--seed") { Description = "The same number makes the same people, byte for byte.", DefaultValueFactory = _ => 1 };
        var cities = new Option<string[]>("--cities")
        {
            Description = "Only these cities of the prefecture, by code or name.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the world that is there." };
        var command = new Command("seed", "Make a prefecture: cities, households, registers that agree with each other, and cards.")
        {
            residents, seed, cities, CommonOptions.World, overwrite,
        };
        command.SetAction((parsed, stop) =>
        {
            var options = new WorldOptions
            {
                Residents = parsed.GetValue(residents), Seed = parsed.GetValue(seed), Overwrite = parsed.GetValue(overwrite),
            };
            if (parsed.GetValue(cities) is { Length: > 0 } named)
                options = options with { Cities = [.. named.Select(CommonOptions.ParseCity)] };
            Run(options, parsed.GetRequiredValue(CommonOptions.World), stop);
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    /// <exception cref="UsageException">The options are out of bounds.</exception>
    /// <exception cref="OperationCanceledException">Nothing is left behind, and an old world is still there.</exception>
    public static void Run(WorldOptions options, string folder, CancellationToken stop)
    {
        WorldSummary? summary = null;
        try
        {
            AnsiConsole.Progress().AutoClear(true).Start(progress =>
            {
                var bar = progress.AddTask($"{options.Residents:N0} residents", maxValue: options.Residents);
                summary = WorldGenerator.Generate(
                    options, folder, new Direct(p =>
                    {
                        bar.Value = p.Done;
                        if (p.City is { } city)
                            bar.Description = city;
                    }), stop);
            });
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }

        var table = new Table().AddColumns("code", "city", "residents", "households", "seals", "family registers", "tax entries", "cards");
        foreach (var city in summary!.Cities)
        {
            var counts = city.Counts;
            table.AddRow(city.Code, city.Name, $"{counts.Residents:N0}", $"{counts.Households:N0}", $"{counts.Seals:N0}", $"{city.FamilyRegisters:N0}", $"{city.TaxEntries:N0}", $"{counts.Certificates:N0}");
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"Seed {options.Seed}, as of {summary.AsOf:yyyy-MM-dd}, in {Path.GetFullPath(folder)}");
    }

    // Progress<T> would tell a thread pool thread later; the bar wants it now.
    sealed class Direct(Action<WorldProgress> tell) : IProgress<WorldProgress>
    {
        public void Report(WorldProgress value) => tell(value);
    }
}
