using Grpc.Core;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>The responses of a call that streams them.</summary>
/// <param name="lifetime">The call's.</param>
/// <param name="read">Reads the next response; null at a good end.</param>
sealed class ResponseStream<TResponse>(CallLifetime lifetime, Func<Task<TResponse?>> read) : IAsyncStreamReader<TResponse>
    where TResponse : class
{
    int _reading;

    public TResponse Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(lifetime.IsDisposed, this);
        if (Interlocked.Exchange(ref _reading, 1) != 0)
            throw new InvalidOperationException("The last read has not ended.");
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((CallLifetime)state!).Cancel(), lifetime);
            var response = await read().ConfigureAwait(false);
            Current = response!;
            return response is not null;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
