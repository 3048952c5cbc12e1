using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>Length-prefixed messages by hand.</summary>
static class RawMessage
{
    public static byte[] Of(IMessage message) => Of(message.ToByteArray());

    public static byte[] Of(byte[] payload, byte flag = 0) => [.. Prefix((uint)payload.Length, flag), .. payload];

    public static byte[] Prefix(uint length, byte flag = 0)
    {
        var prefix = new byte[5];
        prefix[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), length);
        return prefix;
    }

    public static byte[] Gzip(byte[] payload)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(payload);
        return packed.ToArray();
    }

    public static byte[] Zlib(byte[] payload)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(payload);
        return packed.ToArray();
    }

    /// <summary>A message of many zeros, 16 kB on the wire: unpacks to 16 MiB.</summary>
    public static byte[] Bomb { get; } = Of(Gzip(new byte[16 << 20]), flag: 1);
}
