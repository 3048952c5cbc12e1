using Grpc.Health.V1;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Log;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Tests.Rig;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Tests.Callers;

public sealed class BlocklistTests
{
    static readonly Caller Kiosk = new(Zone.StoreLine, Party.Kiosk, "kiosk-1");
    static readonly Caller OtherKiosk = new(Zone.StoreLine, Party.Kiosk, "kiosk-2");
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    readonly ManualTime _clock = new(TestLine.Start);
    readonly Blocklist _list;

    public BlocklistTests() => _list = new Blocklist(_clock, limit: 3, Window);

    [Fact]
    public void The_refusal_that_reaches_the_limit_blocks_and_says_so_once_001_56()
    {
        Assert.Equal([false, false, true, false], Refuse(4));
        Assert.True(_list.IsBlocked(Kiosk));
        Assert.Equal([Kiosk], _list.Blocked);
    }

    [Fact]
    public void Others_are_not_blocked_with_it()
    {
        Refuse(3);
        Assert.False(_list.IsBlocked(OtherKiosk));
        Assert.False(_list.Count(OtherKiosk));
    }

    [Fact]
    public void Refusals_older_than_the_window_are_forgotten_001_56()
    {
        Refuse(2);
        _clock.Advance(Window + TimeSpan.FromTicks(1));
        Assert.Equal([false, false, true], Refuse(3));
    }

    [Fact]
    public void Refusals_at_the_two_ends_of_the_window_count_together()
    {
        Refuse(1);
        _clock.Advance(Window);
        Assert.Equal([false, true], Refuse(2));
    }

    [Fact]
    public void A_block_does_not_end_by_itself_but_by_an_operator()
    {
        Refuse(3);
        _clock.Advance(100 * Window);
        Assert.True(_list.IsBlocked(Kiosk));
        _list.Release(Kiosk);
        Assert.False(_list.IsBlocked(Kiosk));
        Assert.Equal([false, false, true], Refuse(3)); // it starts anew
    }

    [Fact]
    public async Task Who_keeps_asking_for_what_it_may_not_is_shut_out_of_everything_001_56()
    {
        await using var line = await TestLine.StartAsync();
        var credential = line.Credential(Party.Kiosk, "kiosk-1");
        var (desk, health) = (line.DeskFor(credential), line.HealthFor(credential));
        await health.CheckAsync(new HealthCheckRequest());
        for (var i = 0; i < 5; i++)
            Assert.Equal(FlowErrorCode.CallerNotAllowed, await desk.CodeAsync());
        Assert.Equal((5, 1), (line.Logged(LogEvents.CallerRefused), line.Logged(LogEvents.CallerBlocked)));
        Assert.Equal(0, line.Logged(LogEvents.BlockedCallerTried));

        // What its own row allows is closed to it now, too; other callers go on.
        var refusal = await Assert.ThrowsAsync<FlowException>(async () => await health.CheckAsync(new HealthCheckRequest()));
        Assert.Equal(FlowErrorCode.CallerNotAllowed, refusal.Code);
        Assert.Equal(1, line.Logged(LogEvents.BlockedCallerTried));
        await line.Clerk().FindAsync();
        await line.HealthFor(line.Credential(Party.Kiosk, "kiosk-2")).CheckAsync(new HealthCheckRequest());
        Assert.Equal(1, line.Desk.Answered);

        line.Blocklist.Release(Kiosk);
        await health.CheckAsync(new HealthCheckRequest());
    }

    [Fact]
    public async Task Refusals_that_come_now_and_then_do_not_block()
    {
        await using var line = await TestLine.StartAsync();
        var desk = line.DeskFor(line.Credential(Party.Kiosk));
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(FlowErrorCode.CallerNotAllowed, await desk.CodeAsync());
            line.Clock.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.Equal((12, 0), (line.Logged(LogEvents.CallerRefused), line.Logged(LogEvents.CallerBlocked)));
        Assert.Equal(0, line.Desk.Answered);
    }

    [Fact]
    public async Task An_empty_table_refuses_whom_the_default_lets_in()
    {
        await using var line = await TestLine.StartAsync(CallerTable.Parse("[]", "none.json", HopTable.All));
        Assert.Equal(FlowErrorCode.CallerNotAllowed, await line.Clerk().CodeAsync());
        Assert.Equal(0, line.Desk.Answered);
    }

    bool[] Refuse(int times) => [.. Enumerable.Range(0, times).Select(_ => _list.Count(Kiosk))];
}
