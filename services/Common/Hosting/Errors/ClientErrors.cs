using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Domain.Errors;

namespace KioskSim.Hosting.Errors;

/// <summary>Gives every unary call a deadline and turns how it ends into the typed error. Streams are left as they are: who reads them handles their end.</summary>
/// <param name="unreachable">What it means that the other end does not answer.</param>
/// <param name="patience">How long a call may take.</param>
/// <param name="wallClock">Deadlines are points in real time, whatever the simulated date.</param>
sealed class ClientErrors(FlowErrorCode unreachable, TimeSpan patience, TimeProvider wallClock) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var options = context.Options;
        if (options.Deadline is null)
            options = options.WithDeadline((wallClock.GetUtcNow() + patience).UtcDateTime);
        var call = continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        return new AsyncUnaryCall<TResponse>(
            Translate(call.ResponseAsync, options.CancellationToken), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    async Task<T> Translate<T>(Task<T> response, CancellationToken stop)
    {
        try
        {
            return await response;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && stop.IsCancellationRequested)
        {
            throw new OperationCanceledException("The call was given up.", e, stop);
        }
        catch (RpcException e)
        {
            throw ErrorTranslation.FromRpc(e, unreachable);
        }
    }
}
