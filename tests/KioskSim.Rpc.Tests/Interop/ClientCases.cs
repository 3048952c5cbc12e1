using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using TestClient = KioskSim.Rpc.Tests.Protos.TestService.TestServiceClient;

namespace KioskSim.Rpc.Tests.Interop;

/// <summary>The published interop cases, and some more, as our client runs them against any server. Each either returns or fails.</summary>
static class ClientCases
{
    const string EchoInitial = "x-grpc-test-echo-initial";
    const string EchoTrailing = "x-grpc-test-echo-trailing-bin";
    const int LargeRequest = 271828;
    const int LargeResponse = 314159;
    const int MiB = 1024 * 1024;

    static readonly int[] Sizes = [31415, 9, 2653, 58979];
    static readonly int[] RequestSizes = [27182, 8, 1828, 45904];

    public static readonly IReadOnlyDictionary<string, Func<TestClient, CallInvoker, Task>> All =
        new Dictionary<string, Func<TestClient, CallInvoker, Task>>
        {
            ["empty_unary"] = async (client, _) => Assert.NotNull(await client.EmptyCallAsync(new Empty(), deadline: Deadline)),
            ["large_unary"] = async (client, _) =>
                Assert.Equal(LargeResponse, SizeOf(await client.UnaryCallAsync(Large(), deadline: Deadline))),
            ["client_streaming"] = ClientStreaming,
            ["server_streaming"] = ServerStreaming,
            ["ping_pong"] = PingPong,
            ["empty_stream"] = EmptyStream,
            ["cancel_after_begin"] = CancelAfterBegin,
            ["cancel_after_first_response"] = CancelAfterFirstResponse,
            ["timeout_on_sleeping_server"] = TimeoutOnSleepingServer,
            ["status_code_and_message"] = (client, _) => StatusArrives(client, "test status message"),
            ["special_status_message"] = (client, _) =>
                StatusArrives(client, "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"),
            ["unimplemented_method"] = (client, _) =>
                client.UnimplementedCallAsync(new Empty(), deadline: Deadline).ResponseAsync.FailsWith(StatusCode.Unimplemented),
            ["unimplemented_service"] = (_, invoker) => new UnimplementedService.UnimplementedServiceClient(invoker)
                .UnimplementedCallAsync(new Empty(), deadline: Deadline).ResponseAsync.FailsWith(StatusCode.Unimplemented),
            ["custom_metadata"] = CustomMetadata,
            ["repeated_binary_metadata"] = RepeatedBinaryMetadata,
            ["client_compressed_unary"] = ClientCompressedUnary,
            ["server_compressed_unary"] = ServerCompressedUnary,
            ["server_compressed_streaming"] = ServerCompressedStreaming,
            ["five_mebibytes_refused"] = FiveMebibytesRefused,
            ["eight_mebibytes_through_flow_control"] = async (client, _) => Assert.Equal(
                8 * MiB, SizeOf(await client.UnaryCallAsync(new SimpleRequest { ResponseSize = 8 * MiB }, deadline: Deadline))),
            ["a_hundred_at_once"] = async (client, _) => Assert.All(
                await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.UnaryCallAsync(Large(), deadline: Deadline).ResponseAsync)),
                static response => Assert.Equal(LargeResponse, SizeOf(response))),
            ["a_hundred_duplex_at_once"] = (client, invoker) =>
                Task.WhenAll(Enumerable.Range(0, 100).Select(_ => PingPong(client, invoker))),
        };

    static DateTime Deadline => Clock.In(Waiting.Patience);

    static async Task ClientStreaming(TestClient client, CallInvoker _)
    {
        using var call = client.StreamingInputCall(deadline: Deadline);
        foreach (var size in RequestSizes)
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(size) });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(RequestSizes.Sum(), (await call).AggregatedPayloadSize);
    }

    static async Task ServerStreaming(TestClient client, CallInvoker _)
    {
        using var call = client.StreamingOutputCall(Output(Sizes), deadline: Deadline);
        Assert.Equal(Sizes, await SizesOf(call.ResponseStream));
    }

    static async Task PingPong(TestClient client, CallInvoker _)
    {
        using var call = client.FullDuplexCall(deadline: Deadline);
        foreach (var (size, requestSize) in Sizes.Zip(RequestSizes))
        {
            var request = Output(size);
            request.Payload = Zeros(requestSize);
            await call.RequestStream.WriteAsync(request);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(size, call.ResponseStream.Current.Payload.Body.Length);
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    static async Task EmptyStream(TestClient client, CallInvoker _)
    {
        using var call = client.FullDuplexCall(deadline: Deadline);
        await call.RequestStream.CompleteAsync();
        Assert.Empty(await SizesOf(call.ResponseStream));
    }

    static async Task CancelAfterBegin(TestClient client, CallInvoker _)
    {
        using var cancellation = new CancellationTokenSource();
        using var call = client.StreamingInputCall(deadline: Deadline, cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await call.ResponseAsync.FailsWith(StatusCode.Cancelled);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    static async Task CancelAfterFirstResponse(TestClient client, CallInvoker _)
    {
        using var cancellation = new CancellationTokenSource();
        using var call = client.FullDuplexCall(deadline: Deadline, cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(Output(Sizes[0]));
        Assert.True(await call.ResponseStream.MoveNext());
        await cancellation.CancelAsync();
        await call.ResponseStream.MoveNext().FailsWith(StatusCode.Cancelled);
    }

    static async Task TimeoutOnSleepingServer(TestClient client, CallInvoker _)
    {
        using var call = client.FullDuplexCall(deadline: Clock.In(TimeSpan.FromMilliseconds(1)));
        try
        {
            await call.RequestStream.WriteAsync(new StreamingOutputCallRequest { Payload = Zeros(RequestSizes[0]) });
        }
        catch (RpcException error)
        {
            Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        }
        await call.ResponseStream.MoveNext().FailsWith(StatusCode.DeadlineExceeded);
    }

    static async Task StatusArrives(TestClient client, string text)
    {
        var status = new EchoStatus { Code = (int)StatusCode.Unknown, Message = text };
        var unary = await client.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }, deadline: Deadline)
            .ResponseAsync.FailsWith(StatusCode.Unknown);
        Assert.Equal(text, unary.Status.Detail);
        using var call = client.FullDuplexCall(deadline: Deadline);
        try
        {
            await call.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = status });
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException error)
        {
            // The answer may be there before the write has returned.
            Assert.Equal(text, error.Status.Detail);
        }
        var duplex = await call.ResponseStream.MoveNext().FailsWith(StatusCode.Unknown);
        Assert.Equal(text, duplex.Status.Detail);
    }

    static async Task CustomMetadata(TestClient client, CallInvoker _)
    {
        byte[] trailing = [0xAB, 0xAB, 0xAB];
        var metadata = new Metadata { { EchoInitial, "test_initial_metadata_value" }, { EchoTrailing, trailing } };
        using var unary = client.UnaryCallAsync(Large(), metadata, Deadline);
        Assert.Equal("test_initial_metadata_value", (await unary.ResponseHeadersAsync).GetValue(EchoInitial));
        await unary;
        Assert.Equal(trailing, unary.GetTrailers().GetValueBytes(EchoTrailing));

        using var duplex = client.FullDuplexCall(metadata, Deadline);
        await duplex.RequestStream.WriteAsync(Output(LargeResponse));
        await duplex.RequestStream.CompleteAsync();
        Assert.Equal([LargeResponse], await SizesOf(duplex.ResponseStream));
        Assert.Equal("test_initial_metadata_value", (await duplex.ResponseHeadersAsync).GetValue(EchoInitial));
        Assert.Equal(trailing, duplex.GetTrailers().GetValueBytes(EchoTrailing));
    }

    static async Task RepeatedBinaryMetadata(TestClient client, CallInvoker _)
    {
        byte[][] values = [[1], [2, 3], [4, 5, 6]];
        var metadata = new Metadata();
        foreach (var value in values)
            metadata.Add(EchoTrailing, value);
        using var call = client.EmptyCallAsync(new Empty(), metadata, Deadline);
        await call;
        Assert.Equal(values, call.GetTrailers().GetAll(EchoTrailing).Select(static entry => entry.ValueBytes));
    }

    static async Task ClientCompressedUnary(TestClient client, CallInvoker _)
    {
        var gzip = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        var compressed = Large();
        compressed.ExpectCompressed = new BoolValue { Value = true };
        Assert.Equal(LargeResponse, SizeOf(await client.UnaryCallAsync(compressed, gzip, Deadline)));
        var plain = Large();
        plain.ExpectCompressed = new BoolValue { Value = false };
        var options = new CallOptions(gzip, Deadline, writeOptions: new WriteOptions(WriteFlags.NoCompress));
        Assert.Equal(LargeResponse, SizeOf(await client.UnaryCallAsync(plain, options)));
    }

    static async Task ServerCompressedUnary(TestClient client, CallInvoker _)
    {
        foreach (var compressed in new[] { true, false })
        {
            var request = Large();
            request.ResponseCompressed = new BoolValue { Value = compressed };
            Assert.Equal(LargeResponse, SizeOf(await client.UnaryCallAsync(request, deadline: Deadline)));
        }
    }

    static async Task ServerCompressedStreaming(TestClient client, CallInvoker _)
    {
        var request = Output(31415, 92653);
        request.ResponseParameters[0].Compressed = new BoolValue { Value = true };
        request.ResponseParameters[1].Compressed = new BoolValue { Value = false };
        using var call = client.StreamingOutputCall(request, deadline: Deadline);
        Assert.Equal([31415, 92653], await SizesOf(call.ResponseStream));
    }

    static Task FiveMebibytesRefused(TestClient client, CallInvoker _) =>
        client.UnaryCallAsync(new SimpleRequest { Payload = Zeros(5 * MiB) }, deadline: Deadline)
            .ResponseAsync.FailsWith(StatusCode.ResourceExhausted);

    static async Task<List<int>> SizesOf(IAsyncStreamReader<StreamingOutputCallResponse> responses)
    {
        var sizes = new List<int>();
        await foreach (var response in responses.ReadAllAsync())
            sizes.Add(response.Payload.Body.Length);
        return sizes;
    }

    static int SizeOf(SimpleResponse response) => response.Payload.Body.Length;

    static SimpleRequest Large() => new() { ResponseSize = LargeResponse, Payload = Zeros(LargeRequest) };

    static StreamingOutputCallRequest Output(params int[] sizes) =>
        new() { ResponseParameters = { sizes.Select(static size => new ResponseParameters { Size = size }) } };

    static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
