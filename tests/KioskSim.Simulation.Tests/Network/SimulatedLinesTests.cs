using KioskSim.Cluster;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Hosting.Zones;
using KioskSim.Proof.Rush;
using KioskSim.Simulation.Loop;
using KioskSim.Simulation.Network;
using KioskSim.Simulation.Runs;

namespace KioskSim.Simulation.Tests.Network;

/// <summary>Lines that are no sockets are as closed as those that are.</summary>
public sealed class SimulatedLinesTests
{
    [Fact]
    public void Who_is_not_in_the_caller_table_is_refused_001_56() => With(async cluster =>
    {
        // The clerk's certificate is of that line; the table has no row for what it asks.
        var clerk = new CertificateCentre.CertificateCentreClient(cluster.Open(Zone.StoreLine, Party.Clerk, "clerk", Party.Centre, "centre").Invoker);
        var error = await Assert.ThrowsAsync<FlowException>(async () => await clerk.BeginAsync(new BeginRequest()));
        Assert.Equal(FlowErrorCode.CallerNotAllowed, error.Code);
    });

    [Fact]
    public void A_certificate_of_another_authority_reaches_nobody_001_56() => With(async cluster =>
    {
        using var elsewhere = new ZoneAuthority(Zone.CityCore, cluster.Deployment.Clock.GetUtcNow(), Entropy.Secure);
        using var credential = elsewhere.Issue(Party.Registry, "registry");
        var (server, _) = cluster.Servers[0];
        using var channel = new ZoneChannel(new ZoneChannelOptions
        {
            Credential = credential, Address = cluster.Deployment.Address(Zone.CityCore, server), Role = Party.City, Unreachable = FlowErrorCode.CityUnreachable,
            Clock = cluster.Deployment.Clock, Lines = cluster.Deployment.Lines,
        });
        var registry = new RegistryFeed.RegistryFeedClient(channel.Invoker);
        var error = await Assert.ThrowsAsync<FlowException>(async () => await registry.ConfirmAsync(new ConfirmRequest()));
        Assert.Equal(FlowErrorCode.CityUnreachable, error.Code);
    });

    [Fact]
    public void A_service_that_is_stopped_is_out_of_reach_and_there_again_where_it_was() => With(async cluster =>
    {
        var kiosk = cluster.Kiosks[0].ToString();
        var centre = new CertificateCentre.CertificateCentreClient(cluster.Open(Zone.StoreLine, Party.Kiosk, kiosk, Party.Centre, "centre").Invoker);
        Assert.NotEmpty((await centre.ListMunicipalitiesAsync(new ListMunicipalitiesRequest())).Municipalities);
        await cluster.StopAsync("centre");
        await Assert.ThrowsAsync<FlowException>(async () => await centre.ListMunicipalitiesAsync(new ListMunicipalitiesRequest()));
        await cluster.StartAsync("centre");
        Assert.NotEmpty((await centre.ListMunicipalitiesAsync(new ListMunicipalitiesRequest())).Municipalities);
    });

    [Fact]
    public void Who_has_waited_long_enough_waits_no_longer()
    {
        var weather = new Weather(seed: 1, mishaps: 1000, isRush: false); // every call goes astray, each in one of five ways
        With(
            async cluster =>
            {
                var kiosk = cluster.Kiosks[0].ToString();
                var centre = new CertificateCentre.CertificateCentreClient(cluster.Open(Zone.StoreLine, Party.Kiosk, kiosk, Party.Centre, "centre").Invoker);
                weather.IsBad = true;
                var (answered, late) = (0, 0);
                for (var i = 0; i < 40; i++)
                {
                    var begun = cluster.Deployment.Clock.GetTimestamp();
                    try
                    {
                        await centre.ListMunicipalitiesAsync(new ListMunicipalitiesRequest());
                        answered++; // it arrived twice, and was answered once
                    }
                    catch (FlowException)
                    {
                        late += cluster.Deployment.Clock.GetElapsedTime(begun) > TimeSpan.FromSeconds(5) ? 1 : 0;
                    }
                }

                weather.IsBad = false;
                Assert.InRange(answered, 1, 39);
                Assert.InRange(late, 1, 39);
            },
            weather);
    }

    static void With(Func<LocalCluster, Task> main, Weather? weather = null) => Replay.Run(
        1, weather ?? new Weather(1, mishaps: 0, isRush: false), SimulationOptions.Opening, log: null,
        async replay =>
        {
            using var world = new RushWorld(1);
            await using var cluster = await LocalCluster.StartAsync(replay.On(new ClusterOptions { World = world.Folder, Clock = replay.Clock }));
            await main(cluster);
            return true;
        },
        TestContext.Current.CancellationToken);
}
