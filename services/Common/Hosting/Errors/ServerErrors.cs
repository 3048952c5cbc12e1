using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Domain.Errors;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting.Errors;

/// <summary>
/// Sends typed errors on and hides everything else: what went wrong inside stays inside, in the log, by type and place only, for an
/// exception's text may hold what a log must not.
/// </summary>
sealed class ServerErrors(ILogger<ServerErrors> log) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => continuation(request, context), context);

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => continuation(requestStream, context), context);

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => Done(continuation(request, responseStream, context)), context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(() => Done(continuation(requestStream, responseStream, context)), context);

    static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    async Task<T> Guard<T>(Func<Task<T>> call, ServerCallContext context)
    {
        try
        {
            return await call();
        }
        catch (FlowException e)
        {
            HostingLog.EndedEarly(log, context.Method, e.Code, e.Message);
            throw ErrorTranslation.ToRpc(e);
        }
        catch (RpcException)
        {
            throw;
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            HostingLog.Failed(log, context.Method, e.GetType().Name, e.StackTrace);
            throw ErrorTranslation.ToRpc(new FlowException(FlowErrorCode.Internal));
        }
    }
}
