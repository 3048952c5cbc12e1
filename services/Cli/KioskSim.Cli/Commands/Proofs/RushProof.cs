using System.CommandLine;
using KioskSim.Checkers.Properties;
using KioskSim.City.Faults;
using KioskSim.Cli.Output;
using KioskSim.Cli.Output.Proofs;
using KioskSim.LineFaults;
using KioskSim.Proof;
using KioskSim.Proof.Rush;
using Spectre.Console;

namespace KioskSim.Cli.Commands.Proofs;

/// <summary>`kiosksim prove` for the properties that are seen in what came out: a rush at four kiosks, and what the checkers say of it.</summary>
static class RushProof
{
    static readonly Option<string[]> Lines = LineFaultOption.Create();

    public static IReadOnlyList<Option> Options { get; } = [.. FaultOptions.All, Lines];

    public static IEnumerable<string> Properties => Catalogue.All.Select(p => p.Id);

    /// <summary>Says all that the rush showed.</summary>
    /// <param name="property">What was asked for.</param>
    /// <returns>All properties: one rush shows them all.</returns>
    /// <exception cref="UsageException">The guard is off without a fault, or there is no such fault.</exception>
    public static async Task<IReadOnlyList<ProvenProperty>> RunAsync(ParseResult parsed, string property, ulong seed, TimeProvider wallClock, CancellationToken stop)
    {
        var faults = Read(parsed, seed);
        var json = parsed.GetValue(CommonOptions.Json);
        if (!json)
            Console.Error.WriteLine($"seed {seed}: {Again(property, seed, faults)}");
        var result = await RushAsync(faults, seed, wallClock, stop);
        if (json)
            Console.WriteLine(RushReport.ToJson(result, property, seed, faults.Fault));
        else
            RushReport.Tell(AnsiConsole.Console, result, faults.Fault);
        return [.. result.Verdicts.Select(ProvenProperty.Of)];
    }

    public static async Task<IReadOnlyList<ProvenProperty>> RunAsync(RushFaults faults, ulong seed, TimeProvider wallClock, CancellationToken stop) =>
        [.. (await RushAsync(faults, seed, wallClock, stop)).Verdicts.Select(ProvenProperty.Of)];

    /// <exception cref="UsageException">The guard is off without a fault, or there is no such fault.</exception>
    public static RushFaults Read(ParseResult parsed, ulong seed) => new(FaultOptions.Read(parsed, seed), LineFaultOption.Read(parsed, Lines, seed));

    static async Task<RushResult> RushAsync(RushFaults faults, ulong seed, TimeProvider wallClock, CancellationToken stop)
    {
        using var world = new RushWorld(seed, stop);
        return await RushHour.RunAsync(new RushOptions { World = world.Folder, WallClock = wallClock, Plan = new RushPlan(seed), Fault = faults.Fault, LineFaults = faults.Lines }, stop);
    }

    // What somebody types to see it again.
    static string Again(string property, ulong seed, RushFaults faults) => string.Join(
        ' ',
        (string[])
        [
            $"kiosksim prove --property {property}", .. FaultOptions.Words(faults.Fault), .. LineFaultOption.Words(faults.Lines), $"--seed {seed}",
        ]);
}

/// <summary>What is to go wrong in a rush.</summary>
/// <param name="Fault">In the issuance server; null: nothing.</param>
/// <param name="Lines">With lines and machines.</param>
sealed record RushFaults(FaultChoice? Fault, LineFaultChoice Lines);
