using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>What hostile or broken connections do to the server: nothing to its other callers.</summary>
public sealed class ServerRobustnessTests
{
    static readonly byte[] EmptyMessage = RawMessage.Of([]);

    static readonly Dictionary<string, Frame[]> BadFrames = new()
    {
        ["DATA on stream 0"] = [new(FrameType.Data, 0, 0, [1])],
        ["HEADERS on stream 0"] = [new(FrameType.Headers, Frame.EndHeaders, 0, [])],
        ["HEADERS on an even stream"] = [new(FrameType.Headers, Frame.EndHeaders, 2, Hpack.Encode(RawRequest.Head(RawRequest.EmptyCall)))],
        ["DATA on an idle stream"] = [new(FrameType.Data, 0, 5, [1])],
        ["a header index out of the table"] = [new(FrameType.Headers, Frame.EndHeaders, 1, [0xFF, 0xFF, 0xFF, 0x7F])],
        ["a header string that does not end"] = [new(FrameType.Headers, Frame.EndHeaders, 1, [0x00, 0x7F, 0x10])],
        ["CONTINUATION without HEADERS"] = [new(FrameType.Continuation, Frame.EndHeaders, 1, [])],
        ["another frame within a header block"] = [new(FrameType.Headers, 0, 1, [0x83]), new(FrameType.Ping, 0, 0, new byte[8])],
        ["padding longer than the frame"] = [new(FrameType.Headers, Frame.EndHeaders | Frame.Padded, 1, [200, 0x83])],
        ["a frame larger than agreed"] = [new(FrameType.Data, 0, 1, new byte[16385])],
        ["a SETTINGS frame of five bytes"] = [new(FrameType.Settings, 0, 0, new byte[5])],
        ["a window of zero more"] = [Frame.WindowUpdate(0, 0)],
        ["a window beyond 31 bits"] = [Frame.WindowUpdate(0, int.MaxValue), Frame.WindowUpdate(0, int.MaxValue)],
        ["PUSH_PROMISE from a client"] = [new(FrameType.PushPromise, Frame.EndHeaders, 1, [0, 0, 0, 2])],
        ["RST_STREAM on an idle stream"] = [Frame.Reset(9, 8)],
        ["headers without end"] = [.. Frame.Headers(1, RawRequest.Head(RawRequest.EmptyCall, ("x-flood", new string('v', 200_000))))],
    };

    public static TheoryData<string> BadFrameNames => [.. BadFrames.Keys];

    [Theory]
    [MemberData(nameof(BadFrameNames))]
    public async Task A_malformed_frame_closes_its_connection_and_no_other(string name)
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await RawConnection.ConnectAsync(host.Address);
        await connection.SendAsync(BadFrames[name]);
        var answer = await connection.ReceiveAllAsync(1);
        Assert.True(answer.IsCut);
        Assert.Equal(0, host.Handlers.Total);
        Assert.Empty(host.Log.Errors);
        await host.Client().EmptyCallAsync(new Empty());
    }

    [Fact]
    public async Task Random_bytes_close_the_connection_and_the_server_goes_on()
    {
        const int Seed = 20250401;
        await using var host = await RpcHost.StartAsync();
        var random = new Random(Seed);
        for (var i = 0; i < 50; i++)
        {
            using var connection = await RawConnection.ConnectAsync(host.Address);
            var noise = new byte[random.Next(9, 2000)];
            random.NextBytes(noise);
            // The length of a random frame may announce more than is sent: half-closing shows that nothing follows.
            if (await connection.TrySendAsync(noise))
                connection.FinishSending();
            Assert.True((await connection.ReceiveAllAsync(1)).IsCut);
        }
        Assert.Empty(host.Log.Errors);
        await host.Client().EmptyCallAsync(new Empty());
    }

    [Fact]
    public async Task A_caller_that_leaves_within_a_message_ends_its_handler_without_an_error()
    {
        await using var host = await RpcHost.StartAsync();
        using (var connection = await RawConnection.ConnectAsync(host.Address))
        {
            var upload = RawRequest.Head(RawRequest.StreamingInputCall);
            byte[] partOfMessage = [.. EmptyMessage, .. RawMessage.Prefix(100), 1];
            await connection.SendAsync([.. Frame.Headers(1, upload), .. Frame.Data(1, partOfMessage)]);
            await connection.SendAsync([.. Frame.Headers(3, upload), .. Frame.Data(3, EmptyMessage), Frame.Reset(3, 8)]);
            var other = RawRequest.Head(RawRequest.EmptyCall);
            await connection.SendAsync([.. Frame.Headers(5, other), .. Frame.Data(5, EmptyMessage, end: true)]);
            Assert.Equal(0, (await connection.ReceiveAllAsync(5)).Status);
        }
        await host.Handlers.Idle.Soon();
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_caller_that_stops_reading_stops_the_handler()
    {
        const int Window = 100_000;
        const int MessageSize = 10_000;
        await using var host = await RpcHost.StartAsync();
        using var connection = await RawConnection.ConnectAsync(host.Address, Window);
        var request = new StreamingOutputCallRequest();
        for (var i = 0; i < 1000; i++)
            request.ResponseParameters.Add(new ResponseParameters { Size = MessageSize });
        await connection.SendAsync(
            [.. Frame.Headers(1, RawRequest.Head(RawRequest.StreamingOutputCall)), .. Frame.Data(1, RawMessage.Of(request), end: true)]);
        var received = 0;
        while (received < Window)
            received += (await connection.ReceiveAsync())!.Payload is { } payload && payload.Length <= Window ? payload.Length : 0;
        // Other calls go on; this one's handler stands at what flow control let through and the server's own small buffer.
        await host.Client().EmptyCallAsync(new Empty());
        var written = host.Handlers.Written;
        Assert.InRange(written, Window / MessageSize, (Window + 128 * 1024) / MessageSize);

        await connection.SendAsync(Frame.WindowUpdate(1, int.MaxValue - Window));
        var rest = await connection.ReceiveAllAsync(1);
        Assert.Equal((int)StatusCode.OK, rest.Status);
        Assert.Equal(1000, host.Handlers.Written);
    }

    [Fact]
    public async Task A_deadline_that_passes_while_the_caller_does_not_read_resets_the_stream()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await RawConnection.ConnectAsync(host.Address, window: 10);
        var request = new StreamingOutputCallRequest { ResponseParameters = { new ResponseParameters { Size = 1_000_000 } } };
        await connection.SendAsync(
        [
            .. Frame.Headers(1, RawRequest.Head(RawRequest.StreamingOutputCall, ("grpc-timeout", "200m"))),
            .. Frame.Data(1, RawMessage.Of(request), end: true),
        ]);
        var answer = await connection.ReceiveAllAsync(1);
        Assert.Equal(8u, answer.ResetCode);
        await host.Handlers.Idle.Soon();
        Assert.Empty(host.Log.Errors);
    }
}
