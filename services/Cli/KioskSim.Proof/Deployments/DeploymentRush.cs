using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.Proof.Rush;

namespace KioskSim.Proof.Deployments;

/// <summary>A rush at the kiosks of services that run already, and what it shows of each property that can be seen there.</summary>
public static class DeploymentRush
{
    /// <summary>Why nothing can be searched for in processes that were started by somebody else.</summary>
    public const string WhyNoSearch =
        "動いているサービスの鍵は誰にも分からないため、探す目印がありません。性質を確かめるために起動したサービスで調べます（--deployment を付けずに実行）。"
        + " / Nobody knows the keys of services that run already, so that there is nothing to look for. Run it without --deployment: it then starts its own.";

    const string WhyNotSeen = "配置フォルダーに台帳がないため、調べられません。 / Cannot be seen: ";

    const string WhyRefused = "来た人が断られ、調べる物がありません。 / Nothing to see it by, for those who came were refused: ";

    /// <exception cref="IOException">The kiosk is gone.</exception>
    /// <exception cref="Domain.Errors.FlowException">Something that the people do is not answered.</exception>
    /// <exception cref="Domain.Errors.ConfigurationException">Too few people live in the world.</exception>
    public static async Task<IReadOnlyList<ProvenProperty>> RunAsync(RunningDeployment running, ulong seed, CancellationToken stop)
    {
        var result = await RushHour.RunAtAsync(running, seed, stop);
        return [.. result.Verdicts.Select(v => running.WhyNoBooks is { } why && v.Property != Catalogue.BarredNeverIssued // which is seen in who came and what they hold
            ? ProvenProperty.CouldNotRun(v.Property, $"{WhyNotSeen}{why}.")
            : v.Outcome == Outcome.NotSeen && result.Refusals.Count > 0
            ? ProvenProperty.CouldNotRun(v.Property, $"{WhyRefused}{string.Join(", ", result.Refusals.Distinct())}.")
            : ProvenProperty.Of(v))];
    }
}
