using System.Threading.Channels;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>Calls that their callers end: what the server hears of it.</summary>
public sealed class ClientEndsTests
{
    static readonly (string, string)[] Head = [(":status", "200"), ("content-type", "application/grpc")];
    static readonly DateTimeOffset Now = new(2025, 4, 1, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, bool, bool> Ways
    {
        get
        {
            var rows = new TheoryData<string, bool, bool> { { "read token", true, true }, { "read token", true, false } };
            foreach (var how in new[] { "token", "dispose", "deadline", "channel" })
            {
                foreach (var reads in new[] { true, false })
                {
                    rows.Add(how, reads, true);
                    rows.Add(how, reads, false);
                }
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_call_is_reset_with_CANCEL_whether_its_caller_reads_or_still_writes(string how, bool reads, bool writes)
    {
        var clock = new ManualTime(Now);
        var frames = Channel.CreateUnbounded<Frame>();
        await using var server = new ScriptedServer(async connection =>
        {
            while (await connection.ReceiveAsync() is { } frame)
            {
                if (frame.Type == FrameType.Headers)
                    await connection.SendAsync(Frame.Headers(frame.Stream, Head));
                if (frame.Type is FrameType.Reset or FrameType.GoAway)
                    await frames.Writer.WriteAsync(frame);
            }
            frames.Writer.Complete();
        });
        using var channel = server.Channel(options => options.ServiceProvider = new OneService<TimeProvider>(clock));
        using var cancellation = new CancellationTokenSource();
        using var reading = new CancellationTokenSource();
        var options = new CallOptions(deadline: Now.UtcDateTime.AddSeconds(5), cancellationToken: cancellation.Token);
        using var call = Ongoing.Start(ScriptedServer.Client(channel), options, writes);
        await call.Headers.Soon();
        var read = reads ? call.Responses.MoveNext(reading.Token) : null;
        switch (how)
        {
            case "token":
                await cancellation.CancelAsync();
                break;
            case "dispose":
                call.Dispose();
                break;
            case "deadline":
                clock.Advance(TimeSpan.FromSeconds(5));
                break;
            case "channel":
                channel.Dispose();
                break;
            case "read token":
                await reading.CancelAsync();
                break;
        }
        var expected = how == "deadline" ? StatusCode.DeadlineExceeded : StatusCode.Cancelled;
        if (read is not null)
            await read.FailsWith(expected);
        Assert.Equal(expected, call.Status().StatusCode);
        Assert.Equal(0, clock.RunningTimers);
        // A disposed channel ends its connections, with or without another word.
        if (await frames.Reader.WaitToReadAsync().AsTask().Soon())
            Assert.True(await frames.Reader.ReadAsync() is { Type: FrameType.Reset, ErrorCode: 8 } or { Type: FrameType.GoAway });
        else
            Assert.Equal("channel", how);
    }

    [Fact]
    public async Task A_server_that_cancels_first_when_the_deadline_has_passed_makes_it_a_deadline()
    {
        var clock = new ManualTime(Now);
        await using var server = ScriptedServer.Answering(stream =>
        {
            clock.Now += TimeSpan.FromSeconds(5);
            return [.. Frame.Headers(stream, Head), Frame.Reset(stream, 8)];
        });
        using var channel = server.Channel(options => options.ServiceProvider = new OneService<TimeProvider>(clock));
        var call = ScriptedServer.Client(channel).EmptyCallAsync(new Empty(), deadline: Now.UtcDateTime.AddSeconds(5));
        await call.ResponseAsync.FailsWith(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_call_that_is_over_before_it_starts_sends_nothing()
    {
        await using var server = new ScriptedServer(static _ => throw new InvalidOperationException("A connection."));
        using var channel = server.Channel(static options => options.ServiceProvider = new OneService<TimeProvider>(new ManualTime(Now)));
        var client = ScriptedServer.Client(channel);
        await Fails(StatusCode.DeadlineExceeded, client.EmptyCallAsync(new Empty(), deadline: Now.UtcDateTime));
        await Fails(StatusCode.DeadlineExceeded, client.EmptyCallAsync(new Empty(), deadline: DateTime.MinValue));
        await Fails(StatusCode.Cancelled, client.EmptyCallAsync(new Empty(), cancellationToken: new CancellationToken(true)));
        Assert.Throws<InvalidOperationException>(() => { client.EmptyCallAsync(new Empty(), deadline: Now.LocalDateTime); });

        static async Task Fails(StatusCode code, AsyncUnaryCall<Empty> call)
        {
            await call.ResponseAsync.FailsWith(code);
            await call.ResponseHeadersAsync.FailsWith(code);
        }
    }

    /// <summary>A call that streams responses, with a stream of requests or without.</summary>
    sealed record Ongoing(
        IAsyncStreamReader<StreamingOutputCallResponse> Responses, Task Headers, Func<Status> Status, Action End) : IDisposable
    {
        public static Ongoing Start(TestService.TestServiceClient client, CallOptions options, bool writes)
        {
            if (writes)
            {
                var duplex = client.FullDuplexCall(options);
                return new(duplex.ResponseStream, duplex.ResponseHeadersAsync, duplex.GetStatus, duplex.Dispose);
            }
            var download = client.StreamingOutputCall(new StreamingOutputCallRequest(), options);
            return new(download.ResponseStream, download.ResponseHeadersAsync, download.GetStatus, download.Dispose);
        }

        public void Dispose() => End();
    }
}
