using Grpc.Core;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>The requests of a call that streams them. A write ends once flow control has let its message go.</summary>
/// <param name="serializer">Makes the bytes.</param>
/// <param name="body">Where they go.</param>
sealed class RequestStream<TRequest>(RequestSerializer<TRequest> serializer, StreamBody body) : IClientStreamWriter<TRequest>
    where TRequest : class
{
    int _writing;
    bool _completed;

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>The answer of a call that has one, or else its headers. Something reads them from the start, so a write that fails can say why.</summary>
    public Task? Answer { get; set; }

    CallLifetime Lifetime => serializer.Lifetime;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Interlocked.Exchange(ref _writing, 1) != 0)
            throw new InvalidOperationException("The last write has not ended.");
        try
        {
            if (_completed)
                throw new InvalidOperationException("The request stream is completed.");
            if (Lifetime.Ending is { } ending)
                throw ending.ToException();
            using var registration = cancellationToken.UnsafeRegister(static state => ((CallLifetime)state!).Cancel(), Lifetime);
            await SendAsync(message).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    public Task CompleteAsync()
    {
        if (Volatile.Read(ref _writing) != 0)
            throw new InvalidOperationException("The last write has not ended.");
        _completed = true;
        body.Complete();
        return Task.CompletedTask;
    }

    async Task SendAsync(TRequest message)
    {
        using var buffer = new PooledBuffer();
        serializer.Write(message, buffer, WriteOptions);
        try
        {
            var stream = await body.OpenedAsync().ConfigureAwait(false);
            await stream.WriteAsync(buffer.Written, Lifetime.Token).ConfigureAwait(false);
            if (!serializer.Flags(WriteOptions).HasFlag(WriteFlags.BufferHint))
                await stream.FlushAsync(Lifetime.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw await ExplainAsync(error).ConfigureAwait(false);
        }
    }

    // The server may have closed the stream because it has answered, and the answer may still be on its way here: it is the call's end.
    async Task<RpcException> ExplainAsync(Exception error)
    {
        if (Answer is { } answer)
            await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Lifetime.Ending?.ToException() ?? new RpcException(Lifetime.Explain(error));
    }
}
