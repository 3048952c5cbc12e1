using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.Core;

namespace KioskSim.Rpc.Wire;

/// <summary>
/// Takes length-prefixed messages from a pipe, in place where they are not packed. The length is checked on the prefix; memory then
/// grows with what has arrived, not with what was announced.
/// </summary>
/// <param name="pipe">The body of a request or a response.</param>
/// <param name="encodingName">The sender's <c>grpc-encoding</c>; looked at only when a message says it is packed.</param>
/// <param name="unknownEncoding">The code for a packed message whose encoding is not known: the two sides differ (compression.md).</param>
/// <param name="limit">The largest message in bytes, packed and unpacked; null for what an array holds.</param>
sealed class MessageReader(PipeReader pipe, string? encodingName, StatusCode unknownEncoding, int? limit) : DeserializationContext
{
    public const int PrefixLength = 5;

    ReadOnlySequence<byte> _payload;

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>The next message, or null at the end of the stream.</summary>
    /// <exception cref="RpcException">ResourceExhausted: too large. Internal or the code for an unknown encoding: malformed.</exception>
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserialize, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (TryReadPrefix(buffer, out var packed, out var length) && buffer.Length - PrefixLength >= length)
            {
                var payload = buffer.Slice(PrefixLength, length);
                var message = Deserialize(payload, packed, deserialize);
                pipe.AdvanceTo(payload.End);
                return message;
            }
            if (result.IsCompleted)
                return buffer.IsEmpty ? null : throw Failure.Internal("The stream ends within a message.");
            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    bool TryReadPrefix(ReadOnlySequence<byte> buffer, out bool packed, out int length)
    {
        packed = false;
        length = 0;
        if (buffer.Length < PrefixLength)
            return false;
        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        if (prefix[0] > 1)
            throw Failure.Internal("The compressed flag of a message is neither 0 nor 1.");
        packed = prefix[0] == 1;
        var announced = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (announced > (limit ?? Array.MaxLength))
            throw Failure.TooLarge("received", limit);
        length = (int)announced;
        return true;
    }

    T Deserialize<T>(ReadOnlySequence<byte> payload, bool packed, Func<DeserializationContext, T> deserialize)
    {
        using var unpacked = packed ? Encoding().Unpack(payload, limit) : null;
        _payload = unpacked is null ? payload : new(unpacked.Written);
        try
        {
            return deserialize(this);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Failure.Internal("The message cannot be parsed.", error);
        }
        finally
        {
            _payload = default;
        }
    }

    MessageEncoding Encoding()
    {
        if (MessageEncoding.IsIdentity(encodingName))
            throw Failure.Internal("The message says that it is packed; the call names no encoding.");
        return MessageEncoding.Find(encodingName) ?? throw new RpcException(
            new Status(unknownEncoding, $"The encoding of the message is not supported; supported are {MessageEncoding.Accepted}."));
    }
}
