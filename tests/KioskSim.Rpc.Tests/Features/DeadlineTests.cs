using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Rpc.Tests.Features;

public sealed class DeadlineTests
{
    static readonly DateTimeOffset Now = new(2025, 4, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_handler_sees_the_deadline_on_its_own_clock()
    {
        var seen = DateTime.MinValue;
        await using var host = await new Handlers { Unary = (_, context) => { seen = context.Deadline; return Answer; } }
            .StartAsync(services: static services => services.AddSingleton<TimeProvider>(new ManualTime(Now)));
        var clock = new ManualTime(Now.AddYears(-3));
        var client = host.Client(options => options.ServiceProvider = new OneService<TimeProvider>(clock));
        await client.UnaryCallAsync(new SimpleRequest(), deadline: clock.GetUtcNow().UtcDateTime.AddSeconds(7));
        Assert.Equal(Now.UtcDateTime.AddSeconds(7), seen);
        await client.UnaryCallAsync(new SimpleRequest(), deadline: DateTime.MaxValue);
        Assert.Equal(DateTime.MaxValue, seen);
    }

    [Fact]
    public async Task A_passed_deadline_fires_the_handlers_token_and_answers_at_once()
    {
        var clock = new ManualTime(Now);
        var inside = new TaskCompletionSource();
        var left = new TaskCompletionSource<bool>();
        await using var host = await new Handlers
        {
            Unary = async (_, context) =>
            {
                inside.SetResult();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => Task.Delay(Timeout.InfiniteTimeSpan, Clock.Real, context.CancellationToken));
                left.SetResult(true);
                throw new InvalidOperationException("What a handler does after its deadline is not heard.");
            },
        }.StartAsync(services: services => services.AddSingleton<TimeProvider>(clock));
        // The client's own clock stands still: only the server can end this call.
        var client = host.Client(static options => options.ServiceProvider = new OneService<TimeProvider>(new ManualTime(Now)));
        var call = client.UnaryCallAsync(new SimpleRequest(), deadline: Now.UtcDateTime.AddSeconds(1));
        await inside.Task.Soon();
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(left.Task.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Soon());
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.True(await left.Task.Soon());
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_handler_that_ignores_its_token_does_not_hold_its_caller_past_the_deadline()
    {
        var clock = new ManualTime(Now);
        var inside = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var afterwards = new TaskCompletionSource<Exception?>();
        await using var host = await new Handlers
        {
            Download = async (_, responses, _) =>
            {
                await responses.WriteAsync(new StreamingOutputCallResponse());
                inside.SetResult();
                await release.Task;
                afterwards.SetResult(await Record.ExceptionAsync(() => responses.WriteAsync(new StreamingOutputCallResponse())));
            },
        }.StartAsync(services: services => services.AddSingleton<TimeProvider>(clock));
        var client = host.Client(static options => options.ServiceProvider = new OneService<TimeProvider>(new ManualTime(Now)));
        using var call = client.StreamingOutputCall(new StreamingOutputCallRequest(), deadline: Now.UtcDateTime.AddSeconds(1));
        Assert.True(await call.ResponseStream.MoveNext());
        await inside.Task.Soon();
        clock.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        release.SetResult();
        Assert.IsType<InvalidOperationException>(await afterwards.Task.Soon());
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_deadline_further_away_than_a_timer_reaches_is_kept()
    {
        var clock = new ManualTime(Now);
        var inside = new TaskCompletionSource();
        await using var host = await new Handlers
        {
            Unary = async (_, context) =>
            {
                inside.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, Clock.Real, context.CancellationToken);
                return new SimpleResponse();
            },
        }.StartAsync();
        var client = host.Client(options => options.ServiceProvider = new OneService<TimeProvider>(clock));
        var call = client.UnaryCallAsync(new SimpleRequest(), deadline: Now.UtcDateTime.AddDays(100));
        await inside.Task.Soon();
        for (var day = 0; day < 99; day++)
            clock.Advance(TimeSpan.FromDays(1));
        Assert.False(call.ResponseAsync.IsCompleted);
        clock.Advance(TimeSpan.FromDays(1));
        await call.ResponseAsync.FailsWith(StatusCode.DeadlineExceeded);
    }

    static Task<SimpleResponse> Answer => Task.FromResult(new SimpleResponse());
}
