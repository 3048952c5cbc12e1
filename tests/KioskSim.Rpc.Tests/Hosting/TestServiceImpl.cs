using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>The test service as the published descriptions want it, with a count of the handlers that run.</summary>
sealed class TestServiceImpl(HandlerCount running, TimeProvider time) : TestService.TestServiceBase
{
    const string EchoInitial = "x-grpc-test-echo-initial";
    const string EchoTrailing = "x-grpc-test-echo-trailing-bin";

    public override async Task<Empty> EmptyCall(Empty request, ServerCallContext context)
    {
        using var _ = running.Enter();
        await EchoMetadataAsync(context);
        return new Empty();
    }

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        using var _ = running.Enter();
        Expect(request.ExpectCompressed, context);
        if (request.ResponseCompressed is { } compressed)
            await context.WriteResponseHeadersAsync(Gzip(compressed.Value, context));
        else
            await EchoMetadataAsync(context);
        Throw(request.ResponseStatus);
        return new SimpleResponse
        {
            Payload = Zeros(request.ResponseSize),
            Username = request.FillUsername ? context.AuthContext.PeerIdentity.FirstOrDefault()?.Value ?? "" : "",
        };
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        using var _ = running.Enter();
        var size = 0;
        await foreach (var request in requestStream.ReadAllAsync())
        {
            Expect(request.ExpectCompressed, context);
            size += request.Payload?.Body.Length ?? 0;
        }
        return new StreamingInputCallResponse { AggregatedPayloadSize = size };
    }

    public override async Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context)
    {
        using var _ = running.Enter();
        if (request.ResponseParameters.Any(static parameters => parameters.Compressed?.Value == true))
            await context.WriteResponseHeadersAsync(Gzip(true, context));
        await AnswerAsync(request, responseStream, context);
        Throw(request.ResponseStatus);
    }

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream, IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        using var _ = running.Enter();
        await EchoMetadataAsync(context);
        await foreach (var request in requestStream.ReadAllAsync())
        {
            await AnswerAsync(request, responseStream, context);
            Throw(request.ResponseStatus);
        }
    }

    async Task AnswerAsync(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responses, ServerCallContext context)
    {
        foreach (var parameters in request.ResponseParameters)
        {
            if (parameters.IntervalUs > 0)
                await Task.Delay(TimeSpan.FromMicroseconds(parameters.IntervalUs), time, context.CancellationToken);
            responses.WriteOptions = parameters.Compressed is { Value: false } ? new WriteOptions(WriteFlags.NoCompress) : null;
            await responses.WriteAsync(new StreamingOutputCallResponse { Payload = Zeros(parameters.Size) });
            running.CountWrite();
        }
    }

    static Payload Zeros(int size) => new() { Body = UnsafeByteOperations.UnsafeWrap(new byte[size]) };

    static Metadata Gzip(bool compressed, ServerCallContext context)
    {
        if (!compressed)
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        return new Metadata { { "grpc-internal-encoding-request", "gzip" } };
    }

    // A handler does not see the flag of one message, so it looks at what the call declares.
    static void Expect(BoolValue? compressed, ServerCallContext context)
    {
        if (compressed?.Value == true && context.GetHttpContext().Request.Headers["grpc-encoding"] != "gzip")
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Expected a compressed message."));
    }

    static void Throw(EchoStatus? status)
    {
        if (status is { Code: not 0 })
            throw new RpcException(new Status((StatusCode)status.Code, status.Message));
    }

    static async Task EchoMetadataAsync(ServerCallContext context)
    {
        foreach (var entry in context.RequestHeaders.GetAll(EchoTrailing))
            context.ResponseTrailers.Add(entry);
        var initial = new Metadata();
        foreach (var entry in context.RequestHeaders.GetAll(EchoInitial))
            initial.Add(entry);
        if (initial.Count > 0)
            await context.WriteResponseHeadersAsync(initial);
    }
}
