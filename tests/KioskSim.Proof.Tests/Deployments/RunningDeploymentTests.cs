using KioskSim.Domain.Flow;
using KioskSim.Proof.Deployments;

namespace KioskSim.Proof.Tests.Deployments;

/// <summary>The catalogue against services that run as processes of their own, by who has nothing of them but the deployment's folder.</summary>
public sealed class RunningDeploymentTests(RunningServices services) : IClassFixture<RunningServices>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_a_rush_shows_holds_of_services_that_run_already_001_44()
    {
        var proven = await RunAsync(services.Folder);

        Assert.Empty(proven.SelectMany(p => p.Findings, (p, f) => $"{p.Property.Id}: {f.Where}: {f.English}"));
        Assert.All(proven, p => Assert.Equal(ProofOutcome.Green, p.Outcome));
        Assert.Equal(5, proven.Single(p => p.Property.Id == "barred-never-issued").LookedAt);
    }

    [Theory]
    [InlineData(3, "Begin")]
    [InlineData(10, "OpenAndCheck")]
    [InlineData(12, "Release")]
    [InlineData(14, "Close")]
    public async Task Who_sees_a_kiosk_go_dark_stays_and_gets_paper_or_money_000_30_000_73(int step, string message)
    {
        var restarted = services.KillKioskAt(new(step, Party.Kiosk, message, After: false));
        var proven = await RunAsync(services.Folder);

        await restarted.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        Assert.Empty(proven.SelectMany(p => p.Findings, (p, f) => $"{p.Property.Id}: {f.Where}: {f.English}"));
        Assert.All(proven, p => Assert.Equal((ProofOutcome.Green, null), (p.Outcome, p.Why)));
    }

    [Fact]
    public async Task Without_the_books_only_who_must_get_nothing_is_looked_at_and_the_rest_could_not_run()
    {
        var proven = await RunAsync(services.FolderWithoutData());

        Assert.Equal("barred-never-issued", Assert.Single(proven, p => p.Outcome == ProofOutcome.Green).Property.Id);
        Assert.All(proven.Where(p => p.Outcome != ProofOutcome.Green), p => Assert.Equal((ProofOutcome.CouldNotRun, true), (p.Outcome, p.Why?.Contains("ledger", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Slots_that_somebody_else_holds_are_not_taken()
    {
        await using var holder = await JoinAsync(services.Folder);

        Assert.Contains("slots", (await Assert.ThrowsAsync<IOException>(() => JoinAsync(services.Folder))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_no_deployment_is_none() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => JoinAsync(services.World));

    async Task<IReadOnlyList<ProvenProperty>> RunAsync(string folder)
    {
        await using var running = await JoinAsync(folder);
        return await DeploymentRush.RunAsync(running, seed: 1, Stop);
    }

    Task<RunningDeployment> JoinAsync(string folder) => RunningDeployment.JoinAsync(folder, null, services.World, RunningServices.WallClock, Stop);
}
