namespace Grpc.Core;

/// <summary>The failure of a call. Thrown to the caller by the client, and by a handler to choose what the caller gets.</summary>
public class RpcException : Exception
{
    public RpcException(Status status) : this(status, Metadata.Empty, status.ToString())
    {
    }

    public RpcException(Status status, string message) : this(status, Metadata.Empty, message)
    {
    }

    public RpcException(Status status, Metadata trailers) : this(status, trailers, status.ToString())
    {
    }

    /// <param name="status">How the call ended.</param>
    /// <param name="trailers">On the client what the server sent; on the server what goes out beside the handler's own trailers.</param>
    /// <param name="message">The exception's text; local only.</param>
    public RpcException(Status status, Metadata trailers, string message) : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    public Status Status { get; }

    public StatusCode StatusCode => Status.StatusCode;

    public Metadata Trailers { get; }
}
