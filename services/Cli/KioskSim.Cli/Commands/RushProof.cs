using System.CommandLine;
using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.City.Faults;
using KioskSim.Cli.Output;
using KioskSim.Domain.Errors;
using KioskSim.Proof.Rush;
using Spectre.Console;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim prove` for the properties that are seen in what came out: a rush at four kiosks, and what the checkers say of it.</summary>
static class RushProof
{
    static readonly Option<string?> Fault = new("--fault")
    {
        Description = $"A fault in the issuance server: of 2023 or of the books (証明発行サーバーの不具合。2023年のもの、帳簿のもの。docs/faults.md): {string.Join(", ", FaultKind.All.Select(f => f.Name))}.",
    };

    static readonly Option<string> Guard = new("--guard")
    {
        Description = "on, or off with a fault: kiosks then print whatever arrives, without step 10 (端末の確認を切る。不具合を見せるときだけ).",
        DefaultValueFactory = _ => "on",
    };

    public static IReadOnlyList<Option> Options { get; } = [Fault, Guard];

    public static IEnumerable<string> Properties => Catalogue.All.Select(p => p.Id);

    /// <exception cref="UsageException">The guard is off without a fault, or there is no such fault.</exception>
    public static async Task<int> RunAsync(ParseResult parsed, string property, ulong seed, TimeProvider wallClock, CancellationToken stop)
    {
        var fault = ParseFault(parsed, seed);
        var json = parsed.GetValue(CommonOptions.Json);
        if (!json)
            Console.Error.WriteLine($"seed {seed}: {Again(property, seed, fault)}");
        using var world = new RushWorld(seed, stop);
        var result = await RushHour.RunAsync(new RushOptions { World = world.Folder, WallClock = wallClock, Seed = seed, Fault = fault }, stop);
        if (json)
            Console.WriteLine(RushReport.ToJson(result, property, seed, fault));
        else
            RushReport.Tell(AnsiConsole.Console, result, fault);
        return result.Of(property).Outcome == Outcome.Holds ? ExitCodes.Ok : ExitCodes.Findings;
    }

    static FaultChoice? ParseFault(ParseResult parsed, ulong seed)
    {
        var (name, guard) = (parsed.GetValue(Fault), parsed.GetRequiredValue(Guard));
        if (guard is not ("on" or "off"))
            throw new UsageException("--guard is on or off.");
        if (name is null)
            return guard == "on" ? null : throw new UsageException("--guard off は --fault と一緒にだけ指定できます。 / --guard off is only for a run with a fault: --fault.");
        try
        {
            return new FaultChoice(FaultKind.Named(name).Name, seed) { GuardOff = guard == "off" };
        }
        catch (ConfigurationException e)
        {
            throw new UsageException(e.Message);
        }
    }

    // What somebody types to see it again.
    static string Again(string property, ulong seed, FaultChoice? fault) =>
        $"kiosksim prove --property {property}{(fault is null ? "" : $" --fault {fault.Name}")}{(fault is { GuardOff: true } ? " --guard off" : "")} --seed {seed}";
}
