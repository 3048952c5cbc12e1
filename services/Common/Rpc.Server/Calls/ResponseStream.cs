using Grpc.Core;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>The responses of a call that streams them, for its handler. A write ends once flow control has let its message go.</summary>
sealed class ResponseStream<TResponse>(ServerCall call, Marshaller<TResponse> marshaller) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    int _writing;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    /// <exception cref="OperationCanceledException">The token fired, and with it the call has ended.</exception>
    /// <exception cref="InvalidOperationException">The call has ended, or the last write has not.</exception>
    public async Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Interlocked.Exchange(ref _writing, 1) != 0)
            throw new InvalidOperationException("The last write has not ended.");
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var registration = cancellationToken.UnsafeRegister(static state => ((ServerCall)state!).Abort(), call);
            var flags = (WriteOptions ?? call.WriteOptions ?? Grpc.Core.WriteOptions.Default).Flags;
            call.Response.Put(marshaller, message, flags);
            if (!flags.HasFlag(WriteFlags.BufferHint))
                await call.Response.FlushAsync(call.CancellationToken);
        }
        catch (InvalidOperationException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The write was cancelled, and the call with it.", e, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }
}
