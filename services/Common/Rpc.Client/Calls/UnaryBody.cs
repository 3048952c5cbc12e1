using System.Net;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>
/// A body of one message. Serialized each time it is sent, since the handler may send it again on another connection and since the
/// response may end while the request is still on its way: no buffer is shared with either.
/// </summary>
sealed class UnaryBody<TRequest>(RequestSerializer<TRequest> serializer, TRequest message) : HttpContent
    where TRequest : class
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer();
        try
        {
            serializer.Write(message, buffer);
        }
        catch (Exception error)
        {
            // Told here, because on its way through the handler the error loses its shape.
            throw serializer.Lifetime.Fail(error);
        }
        await stream.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
