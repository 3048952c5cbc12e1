using System.Buffers;

namespace Grpc.Core;

/// <summary>One received message, valid during the deserializer's call only.</summary>
public abstract class DeserializationContext
{
    /// <summary>Length in bytes, after decompression.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>A copy that the caller may keep.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The bytes in place.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
