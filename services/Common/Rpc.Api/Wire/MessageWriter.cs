using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;

namespace KioskSim.Rpc.Wire;

/// <summary>
/// Puts length-prefixed messages into a buffer. A serializer that announces its length writes straight through; any other, and any
/// packed message, goes by way of a pooled buffer.
/// </summary>
/// <param name="output">Where the messages go.</param>
/// <param name="limit">The largest message in bytes before packing; null for none.</param>
/// <param name="level">How hard to pack.</param>
sealed class MessageWriter(IBufferWriter<byte> output, int? limit, CompressionLevel level) : SerializationContext, IBufferWriter<byte>
{
    enum State
    {
        Idle,
        Open,
        Streaming,
        Done,
    }

    MessageEncoding? _encoding;
    PooledBuffer? _buffer;
    State _state;
    int? _announced;
    int _written;

    /// <summary>A message failed after its prefix was out: the output can only be thrown away.</summary>
    public bool IsTorn => _state is State.Streaming;

    /// <param name="message">What to write.</param>
    /// <param name="serialize">Its marshaller's contextual serializer.</param>
    /// <param name="encoding">Null to leave it unpacked.</param>
    /// <exception cref="RpcException">ResourceExhausted: too large. Internal: the serializer failed.</exception>
    public void Write<T>(T message, Action<T, SerializationContext> serialize, MessageEncoding? encoding)
    {
        if (IsTorn)
            throw Failure.Internal("A message before this one was cut short.");
        _encoding = encoding;
        _announced = null;
        _written = 0;
        _state = State.Open;
        try
        {
            serialize(message, this);
            if (_state != State.Done)
                throw new InvalidOperationException("The serializer did not complete its message.");
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Failure.Internal("The message cannot be serialized.", error);
        }
        finally
        {
            _buffer?.Dispose();
            _buffer = null;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        CheckState(State.Open);
        CheckLimit(payloadLength);
        _announced = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_state == State.Open && _encoding is null && _announced is { } length)
        {
            WritePrefix(packed: false, length);
            _state = State.Streaming;
        }
        else if (_state != State.Streaming)
        {
            CheckState(State.Open);
            _buffer ??= new PooledBuffer();
        }
        return this;
    }

    public override void Complete()
    {
        if (_state == State.Streaming)
        {
            if (_written != _announced)
                throw new InvalidOperationException("The message is not as long as its serializer announced.");
            _state = State.Done;
            return;
        }
        CheckState(State.Open);
        WriteWhole(_buffer?.Written ?? default);
    }

    public override void Complete(byte[] payload)
    {
        CheckState(State.Open);
        WriteWhole(payload);
    }

    void IBufferWriter<byte>.Advance(int count)
    {
        _written += count;
        Target.Advance(count);
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Target.GetMemory(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Target.GetSpan(sizeHint);

    IBufferWriter<byte> Target => _state == State.Streaming ? output : _buffer!;

    void WriteWhole(ReadOnlyMemory<byte> payload)
    {
        CheckLimit(payload.Length);
        // .NET would pack an empty message to nothing at all, which is no valid gzip.
        var encoding = payload.IsEmpty ? null : _encoding;
        var bytes = encoding is null ? payload : encoding.Pack(payload, level);
        WritePrefix(encoding is not null, bytes.Length);
        output.Write(bytes.Span);
        _state = State.Done;
    }

    void WritePrefix(bool packed, int length)
    {
        var prefix = output.GetSpan(MessageReader.PrefixLength);
        prefix[0] = packed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix[1..], (uint)length);
        output.Advance(MessageReader.PrefixLength);
    }

    void CheckLimit(int length)
    {
        if (length > limit)
            throw Failure.TooLarge("sent", limit);
    }

    void CheckState(State expected)
    {
        if (_state != expected)
            throw new InvalidOperationException("The serializer uses its context out of order.");
    }
}
