using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Chaos;

/// <summary>One random call: what it does, and how it may end.</summary>
/// <param name="Shape">Unary, upload, download or duplex.</param>
/// <param name="Messages">Of a stream, in each direction.</param>
/// <param name="Size">Of each message, in bytes.</param>
/// <param name="Status">What the server is asked to answer.</param>
/// <param name="Cancel">When the caller gives up; null for never.</param>
/// <param name="Deadline">How long the call may take; null for as long as it likes.</param>
/// <param name="Leaves">The caller disposes the call after one response.</param>
sealed record ChaosCall(
    MethodType Shape, int Messages, int Size, StatusCode Status, TimeSpan? Cancel, TimeSpan? Deadline, bool Leaves)
{
    public static ChaosCall Random(Random random) => new(
        (MethodType)random.Next(4),
        random.Next(1, 12),
        random.Next(10) == 0 ? random.Next(300_000) : random.Next(2_000),
        random.Next(4) == 0 ? (StatusCode)random.Next(1, 17) : StatusCode.OK,
        random.Next(4) == 0 ? Soon(random) : null,
        random.Next(4) == 0 ? Soon(random) : null,
        random.Next(8) == 0);

    /// <param name="actual">How the call ended.</param>
    /// <param name="connectionsBreak">Whether the connection may have been cut.</param>
    public bool MayEnd(StatusCode actual, bool connectionsBreak) =>
        actual == Status
        || (actual == StatusCode.Cancelled && (Cancel is not null || Leaves))
        || (actual == StatusCode.DeadlineExceeded && Deadline is not null)
        || (connectionsBreak && actual == StatusCode.Unavailable);

    /// <summary>Makes the call.</summary>
    /// <returns>How it ended.</returns>
    public async Task<StatusCode> RunAsync(TestService.TestServiceClient client)
    {
        using var cancellation = Cancel is { } after ? new CancellationTokenSource(after, Clock.Real) : null;
        var options = new CallOptions(
            deadline: Deadline is { } wait ? Clock.In(wait) : null, cancellationToken: cancellation?.Token ?? default);
        try
        {
            await (Shape switch
            {
                MethodType.Unary => UnaryAsync(client, options),
                MethodType.ClientStreaming => UploadAsync(client, options),
                MethodType.ServerStreaming => DownloadAsync(client, options),
                _ => DuplexAsync(client, options),
            });
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode;
        }
        catch (ObjectDisposedException) when (Leaves)
        {
            return StatusCode.Cancelled;
        }
    }

    async Task UnaryAsync(TestService.TestServiceClient client, CallOptions options)
    {
        var request = new SimpleRequest { ResponseSize = Size, ResponseStatus = Echo };
        Assert.Equal(Size, (await client.UnaryCallAsync(request, options)).Payload.Body.Length);
    }

    async Task UploadAsync(TestService.TestServiceClient client, CallOptions options)
    {
        // The server's handler of this shape has no status to echo.
        using var call = client.StreamingInputCall(options);
        var request = new StreamingInputCallRequest { Payload = new() { Body = ByteString.CopyFrom(new byte[Size]) } };
        for (var i = 0; i < Messages; i++)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(Messages * Size, (await call).AggregatedPayloadSize);
        if (Status != StatusCode.OK)
            throw new RpcException(new Status(Status, ""));
    }

    async Task DownloadAsync(TestService.TestServiceClient client, CallOptions options)
    {
        using var call = client.StreamingOutputCall(Request(Messages), options);
        await ReadAsync(call.ResponseStream, call);
    }

    async Task DuplexAsync(TestService.TestServiceClient client, CallOptions options)
    {
        using var call = client.FullDuplexCall(options);
        var reading = ReadAsync(call.ResponseStream, call);
        try
        {
            for (var i = 0; i < Messages; i++)
                await call.RequestStream.WriteAsync(Request(1));
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // The end of the call is what the reader finds.
        }
        await reading;
    }

    async Task ReadAsync(IAsyncStreamReader<StreamingOutputCallResponse> responses, IDisposable call)
    {
        while (await responses.MoveNext())
        {
            Assert.Equal(Size, responses.Current.Payload.Body.Length);
            if (Leaves)
                call.Dispose();
        }
    }

    StreamingOutputCallRequest Request(int responses) => new()
    {
        ResponseParameters = { Enumerable.Range(0, responses).Select(_ => new ResponseParameters { Size = Size }) },
        ResponseStatus = Echo,
    };

    EchoStatus? Echo => Status == StatusCode.OK ? null : new EchoStatus { Code = (int)Status };

    static TimeSpan Soon(Random random) => TimeSpan.FromMilliseconds(random.Next(1, 30));
}
