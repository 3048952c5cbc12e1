using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace KioskSim.LineFaults.Calls;

/// <summary>Makes a call that is struck a second time, right behind the first; how that ends is nobody's to hear.</summary>
sealed class Twice(ActiveFault fault) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (!fault.Throw().Strikes)
            return continuation(request, context);
        var copy = ((IDeepCloneable<TRequest>)request).Clone(); // a caller may wipe what it has sent
        var call = continuation(request, context);
        _ = ForgetAsync(() => continuation(copy, context));
        return call;
    }

    static async Task ForgetAsync<TResponse>(Func<AsyncUnaryCall<TResponse>> start)
    {
        try
        {
            using var call = start();
            await call.ResponseAsync;
        }
        catch (Exception e) when (e is RpcException or ObjectDisposedException)
        {
            // Refused, most of the time, for what was asked is done; or its caller is gone.
        }
    }
}
