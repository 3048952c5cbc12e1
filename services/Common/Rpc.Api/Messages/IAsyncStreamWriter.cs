namespace Grpc.Core;

/// <summary>A stream of messages that leave. One write at a time; a write ends when flow control let the message go.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>Options of the writes that follow; null for the call's.</summary>
    WriteOptions? WriteOptions { get; set; }

    Task WriteAsync(T message);

    /// <param name="message">Not null.</param>
    /// <param name="cancellationToken">Cancels the whole call, since half a message cannot be taken back.</param>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            throw new NotSupportedException("This writer cannot cancel a write.");
        return WriteAsync(message);
    }
}

/// <summary>The client's stream of requests.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no more requests follow. Without it the server waits.</summary>
    Task CompleteAsync();
}

/// <summary>The server's stream of responses; it ends when the handler returns.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
