using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Tests.Rig;

namespace KioskSim.Hosting.Tests.Spreading;

/// <summary>Calls to a service that stands on several servers, over the lines as they are.</summary>
public sealed class SpreadCallTests
{
    [Fact]
    public async Task Each_server_has_its_turn()
    {
        await using var servers = await DeskServers.StartAsync(3);
        var clerk = servers.Clerk();
        for (var call = 0; call < 9; call++)
            await clerk.FindAsync();
        Assert.All(servers.Desks, desk => Assert.Equal(3, desk.Answered));
    }

    [Fact]
    public async Task A_server_that_has_stopped_is_passed_over_and_no_caller_hears_of_it()
    {
        await using var servers = await DeskServers.StartAsync(3);
        var clerk = servers.Clerk();
        for (var call = 0; call < 3; call++)
            await clerk.FindAsync();

        await servers.StopAsync(1);
        for (var call = 0; call < 8; call++)
            await clerk.FindAsync();

        Assert.Equal([1, 11 - 1], [servers.Desks[1].Answered, servers.Desks[0].Answered + servers.Desks[2].Answered]);
    }

    // All of them wait for the first attempt to connect, and none for one of its own after it: the patience of the fourth would be over before.
    [Fact]
    public async Task Many_calls_that_wait_for_a_server_that_says_nothing_go_to_another_one_together()
    {
        await using var servers = await DeskServers.StartAsync(2);
        await servers.StopAsync(0);
        servers.FallSilent(0);
        var clerk = servers.Clerk(patience: TimeSpan.FromSeconds(3));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => clerk.FindAsync()));
        Assert.Equal(40, servers.Desks[1].Answered);
    }

    [Fact]
    public async Task When_none_is_there_the_caller_hears_so()
    {
        await using var servers = await DeskServers.StartAsync(2);
        var clerk = servers.Clerk();
        await servers.StopAsync(0);
        await servers.StopAsync(1);
        Assert.Equal(FlowErrorCode.CentreUnreachable, await clerk.CodeAsync());
        await servers.StartAsync(1);
        await clerk.FindAsync();
    }

    [Fact]
    public async Task A_server_that_is_not_what_it_should_be_gets_no_call()
    {
        await using var servers = await DeskServers.StartAsync(2);
        var clerk = servers.Clerk();
        await servers.StopAsync(0);
        await servers.StartAsync(0, role: Party.Clerk);
        for (var call = 0; call < 4; call++)
            await clerk.FindAsync();
        Assert.Equal((0, 4), (servers.Desks[0].Answered, servers.Desks[1].Answered));
    }

    [Fact]
    public async Task A_call_that_was_taken_is_given_to_no_other_server_whatever_came_of_it()
    {
        await using var servers = await DeskServers.StartAsync(3);
        var (reached, never) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<ReceiptReply>());
        foreach (var desk in servers.Desks)
        {
            desk.Handler = (_, _) =>
            {
                reached.TrySetResult();
                return never.Task;
            };
        }

        var waiting = servers.Clerk().CodeAsync();
        await reached.Task;
        await servers.KillAsync(servers.Desks.Index().Single(d => d.Item.Answered == 1).Index);

        Assert.Equal(FlowErrorCode.CentreUnreachable, await waiting);
        Assert.Equal(1, servers.Desks.Sum(d => d.Answered));
    }

    [Fact]
    public async Task An_error_of_the_service_is_the_callers_and_no_reason_to_ask_another()
    {
        await using var servers = await DeskServers.StartAsync(3);
        foreach (var desk in servers.Desks)
            desk.Handler = (_, _) => throw new FlowException(FlowErrorCode.CityUnreachable); // on the wire: UNAVAILABLE
        Assert.Equal(FlowErrorCode.CityUnreachable, await servers.Clerk().CodeAsync());
        Assert.Equal(1, servers.Desks.Sum(d => d.Answered));
    }

    [Fact]
    public async Task A_server_that_stops_answers_what_it_has_begun_and_others_answer_the_rest()
    {
        await using var servers = await DeskServers.StartAsync(2);
        var (reached, go) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        servers.Desks[0].Handler = async (_, _) =>
        {
            if (!reached.TrySetResult())
                return new ReceiptReply(); // it came before the server had stopped to take calls
            await go.Task;
            return new ReceiptReply { YenKept = 1 };
        };
        var clerk = servers.Clerk();
        Task<ReceiptReply>[] both = [clerk.FindAsync(), clerk.FindAsync()];
        await reached.Task;

        var stopped = servers.StopAsync(0);
        for (var call = 0; call < 10; call++)
            Assert.Equal(0, (await clerk.FindAsync()).YenKept);
        Assert.False(stopped.IsCompleted);
        go.SetResult();

        Assert.Equal([0, 1], (await Task.WhenAll(both)).Select(r => r.YenKept).Order());
        await stopped;
        Assert.Equal(12, servers.Desks.Sum(d => d.Answered));
        Assert.Equal(FlowErrorCode.CentreUnreachable, await Refusals.RefusalAsync(() => StopAllAsync(servers, clerk)));
    }

    static async Task StopAllAsync(DeskServers servers, ClerkDesk.ClerkDeskClient clerk)
    {
        await servers.StopAsync(1);
        await clerk.FindAsync();
    }

    [Fact]
    public async Task Servers_are_restarted_one_after_the_other_and_of_thousands_of_calls_none_fails_or_is_answered_twice()
    {
        const int callers = 8;
        await using var servers = await DeskServers.StartAsync(3);
        using var over = new CancellationTokenSource();
        var calling = Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(servers.Clerk()))).ToList();
        for (var restart = 0; restart < 30; restart++)
        {
            await servers.StopAsync(restart % 3);
            await servers.StartAsync(restart % 3);
        }

        await over.CancelAsync();
        var made = (await Task.WhenAll(calling)).Sum();
        Assert.Equal(made, servers.Desks.Sum(d => d.Answered));
        Assert.True(made > 100, $"{made} calls: nothing was tried");

        async Task<int> CallAsync(ClerkDesk.ClerkDeskClient clerk)
        {
            var calls = 0;
            for (; !over.IsCancellationRequested; calls++)
                await clerk.FindAsync();
            return calls;
        }
    }
}
