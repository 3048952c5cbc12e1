namespace Grpc.Core;

/// <summary>Hints for one write.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The write may wait in a buffer: more follows soon.</summary>
    BufferHint = 0x1,

    /// <summary>This message goes out uncompressed whatever the call uses.</summary>
    NoCompress = 0x2,
}

/// <summary>Options of the writes that follow.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
