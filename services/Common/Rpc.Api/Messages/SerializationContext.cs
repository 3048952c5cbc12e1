using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts one message: either whole, or announced by length and written in pieces.</summary>
public abstract class SerializationContext
{
    /// <summary>The message is this array, which the context now owns.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>Where to write the message; end with <see cref="Complete()"/>.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces the length in bytes, so that nothing need be buffered. Before <see cref="GetBufferWriter"/>.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    /// <summary>The message is what the buffer writer got.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
