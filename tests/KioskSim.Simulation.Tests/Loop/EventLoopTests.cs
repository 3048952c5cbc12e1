using KioskSim.Simulation.Loop;

namespace KioskSim.Simulation.Tests.Loop;

public sealed class EventLoopTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 18, 6, 30, 0, TimeSpan.FromHours(9));

    readonly EventLoop _loop = new();
    readonly LoopClock _clock;

    public EventLoopTests() => _clock = new LoopClock(_loop, Start);

    [Fact]
    public void Time_jumps_to_whatever_is_next_and_stands_still_meanwhile()
    {
        var seen = new List<string>();
        Run(async () =>
        {
            var late = NoteAsync("late", 10_000);
            var early = NoteAsync("early", 50);
            seen.Add($"both wait at {_clock.Elapsed.TotalMilliseconds}");
            await Task.WhenAll(late, early);
        });
        Assert.Equal(["both wait at 0", "early at 50", "late at 10000"], seen);
        Assert.Equal(Start.AddSeconds(10), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.GetElapsedTime(0));

        async Task NoteAsync(string name, int milliseconds)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock);
            seen.Add($"{name} at {_clock.Elapsed.TotalMilliseconds}");
        }
    }

    [Fact]
    public void What_is_due_at_one_moment_comes_in_the_order_in_which_it_was_set_each_with_all_that_comes_of_it()
    {
        var seen = new List<int>();
        Run(() => Task.WhenAll(Enumerable.Range(0, 50).Select(async n =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
            seen.Add(n);
            await Task.Yield();
            seen.Add(100 + n);
        })));
        Assert.Equal(Enumerable.Range(0, 50).SelectMany(n => (int[])[n, 100 + n]), seen);
    }

    [Fact]
    public void A_timer_that_is_set_anew_or_disposed_of_does_not_fire_as_it_was_set_before()
    {
        var seen = new List<string>();
        Run(async () =>
        {
            using var anew = _clock.CreateTimer(_ => seen.Add($"anew {_clock.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            var gone = _clock.CreateTimer(_ => seen.Add("gone"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            await using var again = _clock.CreateTimer(_ => seen.Add($"again {_clock.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
            anew.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
            gone.Dispose();
            Assert.False(gone.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
            await Task.Delay(TimeSpan.FromSeconds(5), _clock);
        });
        Assert.Equal(["again 2", "anew 3", "again 4"], seen);
    }

    [Fact]
    public void A_part_of_a_millisecond_is_waited_for_whole()
    {
        var fired = new TaskCompletionSource();
        Run(async () =>
        {
            using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.FromMicroseconds(1200), Timeout.InfiniteTimeSpan);
            await fired.Task;
        });
        Assert.Equal(TimeSpan.FromMilliseconds(2), _clock.Elapsed);
    }

    [Fact]
    public void Where_everybody_waits_it_says_so()
    {
        var error = Assert.Throws<LoopException>(() => Run(() => new TaskCompletionSource().Task));
        Assert.Contains("waits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_thread_with_a_part_in_it_ends_it()
    {
        var error = Assert.Throws<LoopException>(() => Run(() =>
        {
            var thread = new Thread(loop => ((SynchronizationContext)loop!).Post(_ => { }, null));
            thread.Start(SynchronizationContext.Current);
            thread.Join();
            return Task.Delay(TimeSpan.FromSeconds(1), _clock);
        }));
        Assert.Contains("Another thread", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_timer_that_another_thread_sets_ends_it()
    {
        Assert.Throws<LoopException>(() => Run(() =>
        {
            var thread = new Thread(() => _ = Task.Delay(TimeSpan.FromSeconds(1), _clock));
            thread.Start();
            thread.Join();
            return Task.Delay(TimeSpan.FromSeconds(2), _clock);
        }));
    }

    [Fact]
    public void What_goes_wrong_in_it_comes_out()
    {
        Assert.Throws<InvalidTimeZoneException>(() => Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
            throw new InvalidTimeZoneException();
        }));
        Assert.Null(SynchronizationContext.Current as EventLoop);
    }

    [Fact]
    public void It_can_be_stopped_from_without_between_two_turns()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => _loop.Run<bool>(
            async () =>
            {
                while (true)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), _clock, CancellationToken.None);
                    if (_clock.Elapsed > TimeSpan.FromHours(1))
                        await stop.CancelAsync();
                }
            },
            stop.Token));
    }

    void Run(Func<Task> main) => _loop.Run(
        async () =>
        {
            await main();
            return true;
        },
        TestContext.Current.CancellationToken);
}
