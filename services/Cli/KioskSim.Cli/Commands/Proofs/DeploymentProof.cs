using System.CommandLine;
using KioskSim.Checkers.Properties;
using KioskSim.Proof;
using KioskSim.Proof.Deployments;

namespace KioskSim.Cli.Commands.Proofs;

/// <summary>`kiosksim prove --deployment`: the catalogue against services that run already.</summary>
static class DeploymentProof
{
    public static bool IsMeant(ParseResult parsed) => parsed.GetValue(CommonOptions.Deployment) is not null;

    /// <param name="property">Null: all.</param>
    public static async Task<IReadOnlyList<ProvenProperty>> RunAsync(ParseResult parsed, string? property, ulong seed, TimeProvider wallClock, CancellationToken stop)
    {
        var asked = Catalogue.All.Prepend(Catalogue.NothingStays).Where(p => property is null || p.Id == property).ToLookup(p => p == Catalogue.NothingStays);
        var (search, seen) = (asked[true], asked[false].ToList());
        if (seen.Count == 0)
            return [.. search.Select(p => ProvenProperty.CouldNotRun(p, DeploymentRush.WhyNoSearch))];
        await using var running = await RunningDeployment.JoinAsync(
            parsed.GetValue(CommonOptions.Deployment)!, parsed.GetValue(CommonOptions.Data), CommonOptions.WorldOfDeployment(parsed), wallClock, stop);
        var proven = await WholeProof.TryAsync(seen, () => DeploymentRush.RunAsync(running, seed, stop), stop);
        return [.. search.Select(p => ProvenProperty.CouldNotRun(p, DeploymentRush.WhyNoSearch)), .. proven.Where(p => seen.Contains(p.Property))];
    }
}
