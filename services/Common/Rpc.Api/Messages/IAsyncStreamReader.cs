namespace Grpc.Core;

/// <summary>A stream of messages that arrive. One read at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message read last; undefined before the first and after the end.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; false at the end of the stream.</summary>
    /// <exception cref="RpcException">The call failed (client side).</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
