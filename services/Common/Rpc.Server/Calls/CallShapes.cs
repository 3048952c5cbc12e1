using Grpc.Core;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>The four shapes of a call: what is read before the handler runs, and what is written after it.</summary>
static class CallShapes
{
    public static async Task AnswerAsync<TRequest, TResponse>(
        this ServerCall call, Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        var request = await call.ReadSingleAsync(method.RequestMarshaller);
        call.PutAnswer(method.ResponseMarshaller, await run(request, call));
    }

    public static async Task AnswerAsync<TRequest, TResponse>(
        this ServerCall call, Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        call.Request.LiftBodyLimits(isStream: true);
        call.PutAnswer(method.ResponseMarshaller, await run(new RequestStream<TRequest>(call, method.RequestMarshaller), call));
    }

    public static async Task AnswerAsync<TRequest, TResponse>(
        this ServerCall call, Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        var request = await call.ReadSingleAsync(method.RequestMarshaller);
        await run(request, new ResponseStream<TResponse>(call, method.ResponseMarshaller), call);
    }

    public static Task AnswerAsync<TRequest, TResponse>(
        this ServerCall call, Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> run)
        where TRequest : class
        where TResponse : class
    {
        call.Request.LiftBodyLimits(isStream: true);
        var requests = new RequestStream<TRequest>(call, method.RequestMarshaller);
        return run(requests, new ResponseStream<TResponse>(call, method.ResponseMarshaller), call);
    }

    /// <summary>The next request, or null at the end of the stream.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone, or the token fired.</exception>
    public static async Task<T?> ReadAsync<T>(this ServerCall call, Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await call.Request.ReadAsync(marshaller, cancellationToken);
        }
        catch (IOException error)
        {
            await call.LoseCallerAsync();
            throw new OperationCanceledException("The caller is gone.", error, call.CancellationToken);
        }
    }

    static async Task<T> ReadSingleAsync<T>(this ServerCall call, Marshaller<T> marshaller) where T : class
    {
        call.Request.LiftBodyLimits(isStream: false);
        var request = await call.ReadAsync(marshaller, call.CancellationToken) ?? throw Failure.Internal("The request has no message.");
        if (await call.ReadAsync(marshaller, call.CancellationToken) is not null)
            throw Failure.Internal("The request has more than one message.");
        return request;
    }

    static void PutAnswer<T>(this ServerCall call, Marshaller<T> marshaller, T? answer) where T : class
    {
        if (answer is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        if (call.Status.StatusCode == StatusCode.OK)
            call.Response.Put(marshaller, answer, (call.WriteOptions ?? WriteOptions.Default).Flags);
    }
}
