using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Domain.Time;

namespace KioskSim.LineFaults.Calls;

/// <summary>Holds a call that is struck until another has gone by, or nobody comes any more.</summary>
sealed class Overtaken(ActiveFault fault, TimeProvider clock) : Interceptor
{
    TaskCompletionSource? _held;

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (fault.Throw() is { Strikes: true, Share: var share })
            return Started(HoldAsync(fault.Amount.TimeAt(share), () => continuation(request, context)));
        var call = continuation(request, context);
        Interlocked.Exchange(ref _held, null)?.SetResult();
        return call;
    }

    async Task<AsyncUnaryCall<TResponse>> HoldAsync<TResponse>(TimeSpan most, Func<AsyncUnaryCall<TResponse>> start)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Interlocked.Exchange(ref _held, mine);
        await Task.WhenAny(mine.Task.HeardAsync(), Task.Delay(most, clock));
        Interlocked.CompareExchange(ref _held, null, mine);
        var call = start();
        before?.SetResult();
        return call;
    }

    static AsyncUnaryCall<TResponse> Started<TResponse>(Task<AsyncUnaryCall<TResponse>> started)
    {
        return new AsyncUnaryCall<TResponse>(ResponseAsync(), HeadersAsync(), () => Now().GetStatus(), () => Now().GetTrailers(), () => _ = EndAsync());

        async Task<TResponse> ResponseAsync() => await (await started).ResponseAsync;

        async Task<Metadata> HeadersAsync() => await (await started).ResponseHeadersAsync;

        async Task EndAsync() => (await started).Dispose();

        AsyncUnaryCall<TResponse> Now() => started.IsCompletedSuccessfully ? started.Result : throw new InvalidOperationException("The call is not made yet.");
    }
}
