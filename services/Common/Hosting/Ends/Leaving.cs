using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Hosting.Spreading;

namespace KioskSim.Hosting.Ends;

/// <summary>A service that is about to stop begins no session any more, and says of each that it was not taken: another server can begin it.</summary>
sealed class Leaving(HopTable hops) : Interceptor
{
    int _isLeaving;
    int _beginning;

    /// <summary>How many sessions are being begun just now, and are among those under way only when that is done.</summary>
    public int Beginning => Volatile.Read(ref _beginning);

    /// <summary>From now on none is begun but those that are <see cref="Beginning"/>.</summary>
    public void Begin() => Interlocked.Exchange(ref _isLeaving, 1);

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        hops.BeginsSession(context.Method) ? BeginAsync(request, context, continuation) : continuation(request, context);

    async Task<TResponse> BeginAsync<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        // Counted first and looked afterwards: whoever is to leave sees either the count, or no session.
        Interlocked.Increment(ref _beginning);
        try
        {
            return Volatile.Read(ref _isLeaving) != 0 ? throw NotTaken.Answer() : await continuation(request, context);
        }
        finally
        {
            Interlocked.Decrement(ref _beginning);
        }
    }
}
