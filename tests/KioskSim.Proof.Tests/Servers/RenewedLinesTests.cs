using KioskSim.Cluster;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Fixtures.Postgres;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Proof.Rush;
using KioskSim.Proof.Tests.Rush;

namespace KioskSim.Proof.Tests.Servers;

/// <summary>
/// The kiosks' line and the Internet line get new authorities while people are at the kiosks: servers take each step one after the other during a round, kiosks
/// between two rounds, when nobody stands there.
/// </summary>
public sealed class RenewedLinesTests(OneWorld world) : IClassFixture<OneWorld>
{
    readonly List<string> _restarted = [];
    readonly List<Deployment> _steps = [];
    int _round;
    bool _strangersAreOut;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_are_renewed_in_a_rush_and_nobody_is_sent_home_000_79_000_30()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");

        var result = await RushHour.RunAsync(
            new RushOptions
            {
                World = world.Folder, WallClock = OneWorld.SystemClock, Plan = new RushPlan(), Authority = new() { MakeKey = new TestKeys().Next },
                Meanwhile = OperateAsync,
                Differing = usual => usual with
                {
                    Postgres = PostgresServer.Shared.ConnectionString, Replicas = new Replicas(Centre: 2, Jpki: 2),
                    Centre = usual.Centre with { Farewell = TimeSpan.FromMinutes(1) },
                },
            },
            Stop);

        Assert.Equal(["jpki", "jpki-2", "centre", "centre-2", "jpki", "jpki-2", "centre", "centre-2", "jpki", "jpki-2", "centre", "centre-2"], _restarted);
        Assert.Empty(result.Refusals);
        Found.Nothing(result);
        Assert.Equal(0, result.YenForNothing);
        Assert.True(_strangersAreOut, "an old certificate still opened the line");
        foreach (var step in _steps)
            step.Dispose();
    }

    async Task OperateAsync(LocalCluster cluster, CancellationToken over)
    {
        switch (++_round)
        {
            case 1:
                MakeSteps(cluster);
                KiosksTake(cluster, RenewalStep.Trust);
                await ServersTakeAsync(cluster, RenewalStep.Trust);
                break;
            case 2:
                await ServersTakeAsync(cluster, RenewalStep.Show);
                break;
            case 3:
                KiosksTake(cluster, RenewalStep.Show);
                await ServersTakeAsync(cluster, RenewalStep.Forget);
                break;
            case 4:
                KiosksTake(cluster, RenewalStep.Forget);
                _strangersAreOut = await IsRefusedAsync(_steps[0]) && !await IsRefusedAsync(_steps[^1]);
                break;
        }
    }

    void MakeSteps(LocalCluster cluster)
    {
        using var renewal = new Renewal(cluster.Deployment.Members, [Zone.StoreLine, Zone.Internet], cluster.Options.Clock, Entropy.Secure);
        _steps.AddRange([renewal.At(RenewalStep.Trust, cluster.Deployment), renewal.At(RenewalStep.Show, cluster.Deployment), renewal.At(RenewalStep.Forget, cluster.Deployment)]);
    }

    // Before anybody comes: the round begins when this is done.
    void KiosksTake(LocalCluster cluster, RenewalStep step)
    {
        cluster.Give(_steps[(int)step - 1]);
        Task.Run(
            async () =>
            {
                await cluster.StopAsync("kiosk");
                await cluster.StartAsync("kiosk", Stop);
            },
            Stop).Wait(Stop);
    }

    async Task ServersTakeAsync(LocalCluster cluster, RenewalStep step)
    {
        cluster.Give(_steps[(int)step - 1]);
        foreach (var server in cluster.ReplicatedServers)
        {
            await cluster.StopAsync(server);
            await cluster.StartAsync(server, Stop);
            _restarted.Add(server);
        }
    }

    static async Task<bool> IsRefusedAsync(Deployment deployment)
    {
        using var line = deployment.Open(new Member(Zone.StoreLine, Party.Clerk, "clerk"), Party.Centre, "centre", FlowErrorCode.CentreUnreachable, TimeSpan.FromSeconds(10));
        var refused = await Record.ExceptionAsync(async () => await new ClerkDesk.ClerkDeskClient(line.Invoker).FindAsync(new ReceiptRequest(), cancellationToken: Stop));
        return refused is FlowException { Code: FlowErrorCode.CentreUnreachable };
    }
}
