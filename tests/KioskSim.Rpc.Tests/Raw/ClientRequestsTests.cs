using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>What the client sends, and what it makes of servers that answer early or leave.</summary>
public sealed class ClientRequestsTests
{
    static readonly (string, string)[] Head = [(":status", "200"), ("content-type", "application/grpc")];
    static readonly (string, string)[] Ok = [("grpc-status", "0")];
    static readonly byte[] EmptyMessage = RawMessage.Of([]);
    static readonly DateTimeOffset Now = new(2025, 4, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_request_says_what_the_protocol_asks_for()
    {
        var (exchange, channel) = await CallOnceAsync(client => client.UnaryCallAsync(new SimpleRequest { ResponseSize = 7 }));
        using var _ = channel;
        Assert.Equal("POST", exchange[":method"]);
        Assert.Equal("http", exchange[":scheme"]);
        Assert.Equal(RawRequest.UnaryCall, exchange[":path"]);
        Assert.Equal($"127.0.0.1:{channel.Target.Split(':')[1]}", exchange[":authority"]);
        Assert.Equal("application/grpc", exchange["content-type"]);
        Assert.Equal("trailers", exchange["te"]);
        Assert.Equal("identity,gzip,deflate", exchange["grpc-accept-encoding"]);
        Assert.StartsWith("grpc-", exchange["user-agent"]);
        Assert.Null(exchange["grpc-timeout"]);
        Assert.Null(exchange["grpc-encoding"]);
        Assert.Equal(RawMessage.Of(new SimpleRequest { ResponseSize = 7 }), exchange.Data);
        Assert.True(exchange.Frames[^1].EndsStream);
    }

    [Theory]
    [InlineData("00:00:00.0000001", "1m")]
    [InlineData("00:00:00.0010001", "2m")]
    [InlineData("00:00:05", "5000m")]
    [InlineData("1.03:46:39.999", "99999999m")]
    [InlineData("1.03:46:40.001", "100001S")]
    [InlineData("3650.00:00:00", "5256000M")]
    public async Task A_deadline_is_sent_as_the_time_left_rounded_up(string left, string expected)
    {
        var clock = new ManualTime(Now);
        var (exchange, channel) = await CallOnceAsync(
            client => client.EmptyCallAsync(new Empty(), deadline: Now.UtcDateTime + TimeSpan.Parse(left)),
            options => options.ServiceProvider = new OneService<TimeProvider>(clock));
        using var _ = channel;
        Assert.Equal(expected, exchange["grpc-timeout"]);
        Assert.Equal(0, clock.RunningTimers);
    }

    [Fact]
    public async Task The_host_of_a_client_is_sent_as_authority()
    {
        var (exchange, channel) = await CallOnceAsync(static client => client.WithHost("issuance.test").EmptyCallAsync(new Empty()));
        using var _ = channel;
        Assert.Equal("issuance.test", exchange[":authority"]);
    }

    [Fact]
    public async Task Metadata_is_sent_with_repeats_joined_and_binary_values_as_base64_without_padding()
    {
        var metadata = new Metadata { { "a", "1" }, { "b-bin", [1] }, { "A", "2" }, { "b-bin", [1, 2, 3] }, { "empty-bin", [] } };
        var (exchange, channel) = await CallOnceAsync(client => client.EmptyCallAsync(new Empty(), metadata));
        using var _ = channel;
        Assert.Equal(["1, 2"], exchange.All("a"));
        Assert.Equal(["AQ,AQID"], exchange.All("b-bin"));
        Assert.Equal([""], exchange.All("empty-bin"));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("名前")]
    [InlineData("\u007F")]
    public async Task Metadata_that_cannot_be_sent_fails_the_call_and_sends_nothing(string value)
    {
        await using var server = new ScriptedServer(static _ => throw new InvalidOperationException("A connection."));
        using var channel = server.Channel();
        var call = ScriptedServer.Client(channel).EmptyCallAsync(new Empty(), new Metadata { { "a", value } });
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.DoesNotContain(value, error.ToString());
    }

    [Theory]
    [InlineData("gzip", false, 1)]
    [InlineData("deflate", false, 1)]
    [InlineData("gzip", true, 0)]
    [InlineData("identity", false, 0)]
    public async Task Requests_are_packed_where_the_caller_asks_for_it(string encoding, bool noCompress, byte flag)
    {
        var request = new SimpleRequest { Payload = new() { Body = ByteString.CopyFrom(new byte[5000]) } };
        var options = new CallOptions(
            new Metadata { { "grpc-internal-encoding-request", encoding } },
            writeOptions: noCompress ? new WriteOptions(WriteFlags.NoCompress) : null);
        var (exchange, channel) = await CallOnceAsync(client => client.UnaryCallAsync(request, options));
        using var _ = channel;
        Assert.Equal(encoding == "identity" ? null : encoding, exchange["grpc-encoding"]);
        Assert.Null(exchange["grpc-internal-encoding-request"]);
        Assert.Equal(flag, exchange.Data[0]);
        Assert.Equal(flag == 1, exchange.Data.Length < 500);
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_refused_before_anything_is_sent()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var metadata = new Metadata { { "grpc-internal-encoding-request", "snappy" } };
        Assert.Throws<ArgumentException>(() => { ScriptedServer.Client(channel).EmptyCallAsync(new Empty(), metadata); });
    }

    [Fact]
    public async Task A_stream_that_the_server_answers_early_never_hangs_its_writer()
    {
        await using var server = ScriptedServer.Answering(static stream =>
            [.. Frame.Headers(stream, [.. Head, ("grpc-status", "7"), ("grpc-message", "no")], end: true)]);
        using var channel = server.Channel();
        var client = ScriptedServer.Client(channel);
        for (var i = 0; i < 300; i++)
        {
            using var duplex = client.FullDuplexCall();
            var error = await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (true)
                    await duplex.RequestStream.WriteAsync(new StreamingOutputCallRequest()).Soon();
            });
            Assert.Equal(("no", StatusCode.PermissionDenied), (error.Status.Detail, error.StatusCode));
            await duplex.ResponseStream.MoveNext().FailsWith(StatusCode.PermissionDenied);
            await duplex.RequestStream.CompleteAsync();
        }
    }

    [Fact]
    public async Task A_writer_whose_call_is_answered_in_full_before_its_stream_opens_does_not_wait_for_a_reader()
    {
        (string, string)[] refused = [("grpc-status", "7")];
        await using var server = ScriptedServer.Answering(stream =>
            [.. Frame.Headers(stream, Head), .. Frame.Headers(stream, refused, end: true), Frame.Reset(stream, 0)]);
        using var channel = server.Channel();
        var client = ScriptedServer.Client(channel);
        for (var i = 0; i < 300; i++)
        {
            using var duplex = client.FullDuplexCall();
            await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (true)
                    await duplex.RequestStream.WriteAsync(new StreamingOutputCallRequest()).Soon();
            });
            await duplex.ResponseStream.MoveNext().FailsWith(StatusCode.PermissionDenied);
        }
    }

    [Fact]
    public async Task A_write_that_fails_after_headers_says_why_where_something_reads_the_answer()
    {
        (string, string)[] exhausted = [("grpc-status", "8")];
        await using var server = new ScriptedServer(async connection =>
        {
            var answered = 0;
            while (await connection.ReceiveAsync() is { } frame)
            {
                if (frame.Type == FrameType.Headers)
                    await connection.SendAsync(Frame.Headers(frame.Stream, Head));
                if (frame.Type == FrameType.Data && answered < frame.Stream)
                    await connection.SendAsync([.. Frame.Headers(frame.Stream, exhausted, end: true), Frame.Reset(frame.Stream, 0)]);
                answered = frame.Type == FrameType.Data ? frame.Stream : answered;
            }
        });
        using var channel = server.Channel();
        for (var i = 0; i < 50; i++)
        {
            using var upload = ScriptedServer.Client(channel).StreamingInputCall();
            var error = await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (true)
                    await upload.RequestStream.WriteAsync(new StreamingInputCallRequest()).Soon();
            });
            Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
            await upload.ResponseAsync.FailsWith(StatusCode.ResourceExhausted);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_ends_makes_its_calls_unavailable_announced_or_not(bool announced)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            var call = await connection.ReceiveAsync();
            await connection.SendAsync([.. Frame.Headers(call!.Stream, Head), .. Frame.Data(call.Stream, EmptyMessage[..2])]);
            if (announced)
                await connection.SendAsync(Frame.GoAway(call.Stream, 0));
        });
        using var channel = server.Channel();
        var call = ScriptedServer.Client(channel).UnaryCallAsync(new SimpleRequest());
        await call.ResponseAsync.FailsWith(StatusCode.Unavailable);
    }

    [Fact]
    public async Task A_call_that_a_leaving_server_did_not_take_is_sent_again_on_a_new_connection()
    {
        var connections = 0;
        await using var server = new ScriptedServer(async connection =>
        {
            var isFirst = Interlocked.Increment(ref connections) == 1;
            while (await connection.ReceiveAsync() is { } frame)
            {
                if (frame.Type != FrameType.Headers)
                    continue;
                if (isFirst)
                    await connection.SendAsync(Frame.GoAway(0, 0));
                else
                    await connection.SendAsync(ClientAnswersTests.Answer(Head, EmptyMessage, Ok)(frame.Stream));
            }
        });
        using var channel = server.Channel();
        await ScriptedServer.Client(channel).EmptyCallAsync(new Empty()).ResponseAsync.Soon();
        Assert.Equal(2, connections);
    }

    [Fact]
    public async Task Nobody_there_is_unavailable()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var call = ScriptedServer.Client(channel).EmptyCallAsync(new Empty());
        await call.ResponseAsync.FailsWith(StatusCode.Unavailable);
    }

    /// <summary>Makes one call to a server that answers it with an empty message, and gives what the client sent.</summary>
    static async Task<(RawExchange Exchange, GrpcChannel Channel)> CallOnceAsync<T>(
        Func<TestService.TestServiceClient, AsyncUnaryCall<T>> call, Action<GrpcChannelOptions>? configure = null)
    {
        var exchange = new RawExchange();
        await using var server = new ScriptedServer(async connection =>
        {
            while (await connection.ReceiveAsync() is { } frame)
            {
                if (frame.Type is FrameType.GoAway || !exchange.Add(frame))
                    continue;
                await connection.SendAsync(ClientAnswersTests.Answer(Head, EmptyMessage, Ok)(frame.Stream));
                return;
            }
        });
        var channel = server.Channel(configure);
        await call(ScriptedServer.Client(channel)).ResponseAsync.Soon();
        return (exchange, channel);
    }
}
