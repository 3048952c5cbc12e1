using Grpc.Core;
using Grpc.Core.Interceptors;

namespace KioskSim.LineFaults.Members;

/// <summary>Counts the calls to a service, at one of which something happens to it: while that call is on its way, and whatever else is.</summary>
sealed class Befallen(ActiveFault fault, IFaultyService service) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (fault.Throw() is { Strikes: true, Share: var share })
            fault.Kind.OnService!(service, fault.Amount.TimeAt(share));
        return continuation(request, context);
    }
}
