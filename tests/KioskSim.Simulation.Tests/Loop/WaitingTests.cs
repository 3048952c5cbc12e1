using KioskSim.Domain.Time;
using KioskSim.Simulation.Loop;

namespace KioskSim.Simulation.Tests.Loop;

/// <summary>What waits in the product stays on the one thread of a simulation, also where what it waits for hands others to the pool.</summary>
public sealed class WaitingTests
{
    readonly EventLoop _loop = new();
    readonly LoopClock _clock;

    public WaitingTests() => _clock = new LoopClock(_loop, new DateTimeOffset(2026, 11, 18, 6, 30, 0, TimeSpan.FromHours(9)));

    [Fact]
    public void For_a_value_that_changes() => Run(async stop =>
    {
        var changes = new Changes<int>(1);
        var seen = new List<int>();
        var following = FollowAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), _clock, CancellationToken.None);
        changes.Set(2);
        await Task.Delay(TimeSpan.FromSeconds(1), _clock, CancellationToken.None);
        changes.Set(3);
        await following;
        Assert.Equal([1, 2, 3], seen);

        async Task FollowAsync()
        {
            await foreach (var value in changes.FollowAsync(stop))
            {
                seen.Add(value);
                if (value == 3)
                    return;
            }
        }
    });

    [Fact]
    public void For_an_end_or_a_token() => Run(async stop =>
    {
        var said = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waits = said.Task.OrStopAsync(stop);
        said.SetResult(7);
        Assert.Equal(7, await waits);

        using var enough = new CancellationTokenSource();
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task.OrStopAsync(enough.Token);
        var cancelled = enough.CancelAsideAsync();
        Assert.True(enough.IsCancellationRequested);
        await cancelled;
        await Assert.ThrowsAsync<TaskCanceledException>(() => never);
    });

    [Fact]
    public void For_a_turn_which_is_passed_on_by_who_gives_up() => Run(async stop =>
    {
        using var turn = new SemaphoreSlim(1);
        await turn.EnterAsync(stop);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
        var givesUp = turn.EnterAsync(enough.Token);
        var next = turn.EnterAsync(stop);
        await Assert.ThrowsAsync<TaskCanceledException>(() => givesUp);
        Assert.False(next.IsCompleted);
        turn.Release();
        await next;
        turn.Release();
        Assert.Equal(1, turn.CurrentCount);
    });

    [Fact]
    public void Cancelling_goes_on_with_nobody_within_the_call_that_cancels() => Run(async stop =>
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var seen = new List<string>();
        var waiting = WaitAsync();
        var cancelled = source.CancelAsideAsync();
        seen.Add("cancelled");
        await cancelled;
        await waiting;
        Assert.Equal(["cancelled", "told"], seen);

        async Task WaitAsync()
        {
            try
            {
                await Task.Delay(TimeSpan.FromHours(1), _clock, source.Token);
            }
            catch (OperationCanceledException)
            {
                seen.Add("told");
            }
        }
    });

    [Fact]
    public void What_fails_while_it_is_told_of_a_cancel_fails_the_cancelling() => Run(async _ =>
    {
        using var source = new CancellationTokenSource();
        source.Token.Register(() => throw new InvalidTimeZoneException());
        var error = await Assert.ThrowsAsync<AggregateException>(source.CancelAsideAsync);
        Assert.IsType<InvalidTimeZoneException>(error.InnerException);
    });

    void Run(Func<CancellationToken, Task> main) => _loop.Run(
        async () =>
        {
            await main(TestContext.Current.CancellationToken);
            return true;
        },
        TestContext.Current.CancellationToken);
}
