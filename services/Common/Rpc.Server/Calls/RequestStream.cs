using Grpc.Core;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>The requests of a call that streams them, for its handler.</summary>
sealed class RequestStream<TRequest>(ServerCall call, Marshaller<TRequest> marshaller) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    int _reading;

    public TRequest Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
            throw new InvalidOperationException("The last read has not ended.");
        using var both = cancellationToken.CanBeCanceled && cancellationToken != call.CancellationToken
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.CancellationToken)
            : null;
        try
        {
            var request = await call.ReadAsync(marshaller, both?.Token ?? call.CancellationToken);
            Current = request!;
            return request is not null;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
