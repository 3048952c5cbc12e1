using Grpc.Core;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>The four shapes of a call, and the requests they read.</summary>
sealed partial class ServerCall
{
    MessageReader? _reader;

    public async Task AnswerAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        var request = await ReadSingleAsync(method.RequestMarshaller);
        PutAnswer(method.ResponseMarshaller, await run(request, this));
    }

    public async Task AnswerAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        LiftBodyLimits(endless: true);
        PutAnswer(method.ResponseMarshaller, await run(new RequestStream<TRequest>(this, method.RequestMarshaller), this));
    }

    public async Task AnswerAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        var request = await ReadSingleAsync(method.RequestMarshaller);
        await run(request, new ResponseStream<TResponse>(this, method.ResponseMarshaller), this);
    }

    public async Task AnswerAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        LiftBodyLimits(endless: true);
        var requests = new RequestStream<TRequest>(this, method.RequestMarshaller);
        await run(requests, new ResponseStream<TResponse>(this, method.ResponseMarshaller), this);
    }

    /// <summary>The next request, or null at the end of the stream.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone, or one of the tokens fired.</exception>
    public async Task<T?> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken) where T : class
    {
        _reader ??= new(
            Http.Request.BodyReader, Http.Request.Headers[Headers.Encoding], StatusCode.Unimplemented, _settings.MaxReceiveMessageSize);
        try
        {
            return await _reader.ReadAsync(marshaller.ContextualDeserializer, cancellationToken);
        }
        catch (IOException error)
        {
            // A reset stream or a broken connection, heard of here before the server's own token says so.
            _callerGone = true;
            await _cancellation.CancelAsync();
            throw new OperationCanceledException("The caller is gone.", error, _cancellation.Token);
        }
    }

    async Task<T> ReadSingleAsync<T>(Marshaller<T> marshaller) where T : class
    {
        LiftBodyLimits(endless: false);
        var request = await ReadAsync(marshaller, _cancellation.Token) ?? throw Failure.Internal("The request has no message.");
        if (await ReadAsync(marshaller, _cancellation.Token) is not null)
            throw Failure.Internal("The request has more than one message.");
        return request;
    }

    void PutAnswer<T>(Marshaller<T> marshaller, T? answer) where T : class
    {
        if (answer is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        if (StatusCore.StatusCode == StatusCode.OK)
            Put(marshaller, answer, null);
    }

    // Messages have their own limit, and a stream may rest for as long as it likes.
    void LiftBodyLimits(bool endless)
    {
        if (Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (endless && Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }
}
