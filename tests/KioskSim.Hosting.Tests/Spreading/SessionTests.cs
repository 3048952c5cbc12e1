using Google.Protobuf;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Tests.Rig;

namespace KioskSim.Hosting.Tests.Spreading;

/// <summary>Sessions that a server keeps in memory: they stay where they began, and are brought to their end before it stops.</summary>
public sealed class SessionTests
{
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Sessions_spread_and_each_stays_where_it_began()
    {
        await using var servers = await DeskServers.StartAsync(3);
        var kiosk = servers.Kiosk("K0001");
        for (var visit = 0; visit < 6; visit++)
        {
            var session = await BeginAsync(kiosk);
            for (var call = 0; call < 4; call++)
                await kiosk.IssueAsync(new IssueRequest { Session = session });
            await kiosk.SettleAsync(new SettleRequest { Session = session });
        }

        Assert.All(servers.Sessions, desk => Assert.Equal((2, 0), (desk.Begun, desk.UnderWay)));
    }

    [Fact]
    public async Task Kiosks_that_are_switched_on_at_once_do_not_all_begin_at_one_server()
    {
        await using var servers = await DeskServers.StartAsync(3);
        for (var kiosk = 1; kiosk <= 9; kiosk++)
            await BeginAsync(servers.Kiosk($"K{kiosk:D4}"));
        Assert.All(servers.Sessions, desk => Assert.Equal(3, desk.Begun));
    }

    [Fact]
    public async Task A_session_whose_server_died_is_unknown_to_the_next_one()
    {
        await using var servers = await DeskServers.StartAsync(2);
        var kiosk = servers.Kiosk("K0001");
        var session = await BeginAsync(kiosk);
        await servers.KillAsync(servers.Sessions.Index().Single(s => s.Item.UnderWay == 1).Index);

        // The first call may meet the connection as it breaks, and is then given to nobody.
        var heard = await Refusals.RefusalAsync(async () => await kiosk.IssueAsync(new IssueRequest { Session = session }));
        if (heard == FlowErrorCode.CentreUnreachable)
            heard = await Refusals.RefusalAsync(async () => await kiosk.IssueAsync(new IssueRequest { Session = session }));
        Assert.Equal(FlowErrorCode.SessionExpired, heard);
    }

    [Fact]
    public async Task A_server_that_is_asked_to_stop_brings_its_sessions_to_their_end_and_begins_no_other()
    {
        await using var servers = await DeskServers.StartAsync(2, Farewell);
        var kiosk = servers.Kiosk("K0001");
        var session = await BeginAsync(kiosk);
        var stopping = servers.Sessions.Index().Single(s => s.Item.UnderWay == 1).Index;

        var stopped = servers.StopAsync(stopping);
        for (var other = 2; other <= 9; other++)
            await BeginAsync(servers.Kiosk($"K{other:D4}"));
        await kiosk.IssueAsync(new IssueRequest { Session = session });
        Assert.False(stopped.IsCompleted);
        await kiosk.SettleAsync(new SettleRequest { Session = session });
        await servers.Clock.PassUntilAsync(ServiceHost.BetweenLooks, Done(stopped));

        Assert.Equal((1, 8), (servers.Sessions[stopping].Begun, servers.Sessions[1 - stopping].Begun));
        await BeginAsync(kiosk);
        Assert.Equal(9, servers.Sessions[1 - stopping].Begun);
    }

    [Fact]
    public async Task A_session_that_is_being_begun_when_its_server_is_asked_to_stop_is_brought_to_its_end_as_well()
    {
        await using var servers = await DeskServers.StartAsync(1, Farewell);
        var slow = new TaskCompletionSource();
        servers.Sessions[0].Slow = slow.Task;
        var kiosk = servers.Kiosk("K0001");
        var beginning = BeginAsync(kiosk);
        await servers.Sessions[0].Asked.Task.Soon();

        var stopped = servers.StopAsync(0);
        Assert.False(stopped.IsCompleted);
        slow.SetResult();
        var session = await beginning;
        await servers.Clock.ArmedAsync(ServiceHost.BetweenLooks).Soon();
        servers.Clock.Advance(ServiceHost.BetweenLooks); // it looks again, and the session is there
        await kiosk.IssueAsync(new IssueRequest { Session = session });
        await kiosk.SettleAsync(new SettleRequest { Session = session });
        await servers.Clock.PassUntilAsync(ServiceHost.BetweenLooks, Done(stopped));
    }

    [Fact]
    public async Task A_session_that_does_not_end_keeps_no_server_for_longer_than_it_may()
    {
        await using var servers = await DeskServers.StartAsync(2, Farewell);
        await BeginAsync(servers.Kiosk("K0001"));
        var stopping = servers.Sessions.Index().Single(s => s.Item.UnderWay == 1).Index;
        var begun = servers.Clock.Now;

        var stopped = servers.StopAsync(stopping);
        while (servers.Clock.Now - begun < Farewell - ServiceHost.BetweenLooks)
        {
            await servers.Clock.ArmedAsync(ServiceHost.BetweenLooks).Soon();
            servers.Clock.Advance(ServiceHost.BetweenLooks);
        }

        Assert.False(stopped.IsCompleted);
        await servers.Clock.PassUntilAsync(ServiceHost.BetweenLooks, Done(stopped));
    }

    static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    static async Task<ByteString> BeginAsync(CertificateCentre.CertificateCentreClient kiosk) => (await kiosk.BeginAsync(new BeginRequest())).Session;
}
