using System.CommandLine;
using KioskSim.Checkers.Properties;
using KioskSim.Cli.Output;
using KioskSim.Cli.Output.Proofs;
using KioskSim.Proof;

namespace KioskSim.Cli.Commands.Proofs;

/// <summary>`kiosksim prove`: whether properties hold (docs/security-properties.md).</summary>
static class ProveCommand
{
    static readonly Option<string?> Property = new("--property")
    {
        Description = "What is to be proven; all, unless one is named (確かめる性質。省略するとすべて). nothing-stays (何も残らない): nothing of a citizen is left on the kiosk, and the centre never had it. "
            + $"Of a rush at four kiosks (4台が混み合うとき、出てきた用紙と帳簿を調べる): {string.Join(", ", RushProof.Properties)}.",
    };

    static readonly Option<ulong> Seed = new("--seed") { Description = "Another number, other people and other keys.", DefaultValueFactory = _ => 1 };

    static readonly Option<string?> JUnit = new("--junit") { Description = "Write what came of it as JUnit XML as well (JUnit形式のファイル)." };

#pragma warning disable RS0030 // The command is where the simulation's clock is set going.
    static TimeProvider WallClock => TimeProvider.System;
#pragma warning restore RS0030

    public static Command Create()
    {
        var command = new Command("prove", "Prove security properties by looking for what must not be (安全性の性質を、あってはならないものを探して確かめる).")
        {
            Property, Seed, JUnit, CommonOptions.Json,
        };
        foreach (var option in (IEnumerable<Option>)[.. RushProof.Options, .. SearchProof.Options, .. CommonOptions.OfDeployment])
            command.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (property, seed, json) = (parsed.GetValue(Property), parsed.GetValue(Seed), parsed.GetValue(CommonOptions.Json));
        if (property is not null && property != Catalogue.NothingStays.Id && !RushProof.Properties.Contains(property))
            throw new UsageException($"--property is {Catalogue.NothingStays.Id}, {string.Join(", ", RushProof.Properties)}.");
        var proven = await ProveAsync(parsed, property, seed, json, stop);
        if (parsed.GetValue(JUnit) is { } file)
            ProofJUnit.Of(proven).Save(file);
        return ProofTable.ExitCodeOf(proven);
    }

    static async Task<IReadOnlyList<ProvenProperty>> ProveAsync(ParseResult parsed, string? property, ulong seed, bool json, CancellationToken stop)
    {
        if (DeploymentProof.IsMeant(parsed))
        {
            CommonOptions.Refuse(parsed, [.. RushProof.Options, .. SearchProof.Options], "--deployment");
            return Told(await DeploymentProof.RunAsync(parsed, property, seed, WallClock, stop), seed, json);
        }

        CommonOptions.Refuse(parsed, CommonOptions.OfDeployment, "services that are started for the proof");
        if (property == Catalogue.NothingStays.Id)
        {
            CommonOptions.Refuse(parsed, RushProof.Options, property);
            var proven = await SearchProof.RunAsync(SearchProof.Read(parsed, seed, WallClock), tell: true, json, stop);
            return proven.Outcome == ProofOutcome.CouldNotRun ? Told([proven], seed, json) : [proven];
        }

        if (property is not null)
        {
            CommonOptions.Refuse(parsed, SearchProof.Options, property);
            return [.. (await RushProof.RunAsync(parsed, property, seed, WallClock, stop)).Where(p => p.Property.Id == property)];
        }

        return Told(await WholeProof.RunAsync(parsed, seed, WallClock, stop), seed, json);
    }

    static IReadOnlyList<ProvenProperty> Told(IReadOnlyList<ProvenProperty> proven, ulong seed, bool json)
    {
        ProofTable.Tell(proven, seed, json);
        return proven;
    }
}
