using System.CommandLine;
using KioskSim.Checkers.Properties;
using KioskSim.City.Faults;
using KioskSim.Cli.Output;
using KioskSim.Cli.Output.Proofs;
using KioskSim.Domain.Errors;
using KioskSim.Proof;
using KioskSim.Proof.Rush;
using Spectre.Console;

namespace KioskSim.Cli.Commands.Proofs;

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

    /// <summary>Says all that the rush showed.</summary>
    /// <param name="property">What was asked for.</param>
    /// <returns>All properties: one rush shows them all.</returns>
    /// <exception cref="UsageException">The guard is off without a fault, or there is no such fault.</exception>
    public static async Task<IReadOnlyList<ProvenProperty>> RunAsync(ParseResult parsed, string property, ulong seed, TimeProvider wallClock, CancellationToken stop)
    {
        var fault = Read(parsed, seed);
        var json = parsed.GetValue(CommonOptions.Json);
        if (!json)
            Console.Error.WriteLine($"seed {seed}: {Again(property, seed, fault)}");
        var result = await RushAsync(fault, seed, wallClock, stop);
        if (json)
            Console.WriteLine(RushReport.ToJson(result, property, seed, fault));
        else
            RushReport.Tell(AnsiConsole.Console, result, fault);
        return [.. result.Verdicts.Select(ProvenProperty.Of)];
    }

    public static async Task<IReadOnlyList<ProvenProperty>> RunAsync(FaultChoice? fault, ulong seed, TimeProvider wallClock, CancellationToken stop) =>
        [.. (await RushAsync(fault, seed, wallClock, stop)).Verdicts.Select(ProvenProperty.Of)];

    /// <returns>Null: everything is to be right.</returns>
    /// <exception cref="UsageException">The guard is off without a fault, or there is no such fault.</exception>
    public static FaultChoice? Read(ParseResult parsed, ulong seed)
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

    static async Task<RushResult> RushAsync(FaultChoice? fault, ulong seed, TimeProvider wallClock, CancellationToken stop)
    {
        using var world = new RushWorld(seed, stop);
        return await RushHour.RunAsync(new RushOptions { World = world.Folder, WallClock = wallClock, Plan = new RushPlan(seed), Fault = fault }, stop);
    }

    // What somebody types to see it again.
    static string Again(string property, ulong seed, FaultChoice? fault) =>
        $"kiosksim prove --property {property}{(fault is null ? "" : $" --fault {fault.Name}")}{(fault is { GuardOff: true } ? " --guard off" : "")} --seed {seed}";
}
