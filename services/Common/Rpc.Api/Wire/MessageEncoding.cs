using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;

namespace KioskSim.Rpc.Wire;

/// <summary>
/// How the bytes of one message are packed. .NET's inflater takes a stream that was cut short for a whole one, so each encoding also
/// checks its own trailer.
/// </summary>
abstract class MessageEncoding(string name)
{
    const int TrailerLength = sizeof(uint);

    /// <summary>RFC 1952, one member a message. The trailer ends with the unpacked length.</summary>
    public static readonly MessageEncoding Gzip = new GzipEncoding();

    /// <summary>RFC 1950, which HTTP calls deflate. The trailer is the Adler-32 of what is packed.</summary>
    public static readonly MessageEncoding Deflate = new DeflateEncoding();

    /// <summary>The value of <c>grpc-accept-encoding</c>.</summary>
    public const string Accepted = "identity,gzip,deflate";

    public string Name { get; } = name;

    /// <summary>Null for a name that is not known and for identity.</summary>
    public static MessageEncoding? Find(string? name) => name switch
    {
        "gzip" => Gzip,
        "deflate" => Deflate,
        _ => null,
    };

    public static bool IsSupported(string? name) => IsIdentity(name) || Find(name) is not null;

    public static bool IsIdentity(string? name) => name is null or "" or "identity";

    public ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> message, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var packer = Packer(packed, level))
            packer.Write(message.Span);
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    /// <summary>Unpacks into a buffer that the caller disposes. Stops at the limit: a bomb costs no more than an honest message.</summary>
    /// <exception cref="RpcException">Internal: damaged. ResourceExhausted: unpacks to more than the limit, in bytes.</exception>
    public PooledBuffer Unpack(ReadOnlySequence<byte> packed, int? limit)
    {
        var bytes = packed.ToArray();
        var message = new PooledBuffer();
        try
        {
            using (var unpacker = Unpacker(new MemoryStream(bytes)))
            {
                int count;
                while ((count = unpacker.Read(message.GetSpan())) > 0)
                {
                    message.Advance(count);
                    if (message.Count > limit)
                        throw Failure.TooLarge("unpacked", limit);
                }
            }
            // .NET packs nothing to nothing, without even a header; a peer on .NET may send that.
            if (bytes.Length == 0)
                return message;
            if (bytes.Length < TrailerLength || ReadTrailer(bytes.AsSpan(^TrailerLength..)) != Trailer(message.Written.Span))
                throw Failure.Internal($"The message is damaged: it ends before its {Name} trailer.");
            return message;
        }
        catch (Exception error)
        {
            message.Dispose();
            if (error is InvalidDataException or IOException)
                throw Failure.Internal($"The message is not valid {Name}.", error);
            throw;
        }
    }

    protected abstract Stream Packer(Stream target, CompressionLevel level);

    protected abstract Stream Unpacker(Stream source);

    protected abstract uint ReadTrailer(ReadOnlySpan<byte> trailer);

    protected abstract uint Trailer(ReadOnlySpan<byte> message);

    sealed class GzipEncoding() : MessageEncoding("gzip")
    {
        protected override Stream Packer(Stream target, CompressionLevel level) => new GZipStream(target, level, leaveOpen: true);

        protected override Stream Unpacker(Stream source) => new GZipStream(source, CompressionMode.Decompress);

        protected override uint ReadTrailer(ReadOnlySpan<byte> trailer) => BinaryPrimitives.ReadUInt32LittleEndian(trailer);

        protected override uint Trailer(ReadOnlySpan<byte> message) => (uint)message.Length;
    }

    sealed class DeflateEncoding() : MessageEncoding("deflate")
    {
        protected override Stream Packer(Stream target, CompressionLevel level) => new ZLibStream(target, level, leaveOpen: true);

        protected override Stream Unpacker(Stream source) => new ZLibStream(source, CompressionMode.Decompress);

        protected override uint ReadTrailer(ReadOnlySpan<byte> trailer) => BinaryPrimitives.ReadUInt32BigEndian(trailer);

        protected override uint Trailer(ReadOnlySpan<byte> message)
        {
            const uint Modulus = 65521;
            // As many additions as 32 bits hold before a reduction is due (RFC 1950, section 9).
            const int Run = 5552;
            uint a = 1, b = 0;
            while (!message.IsEmpty)
            {
                var run = message[..Math.Min(Run, message.Length)];
                foreach (var value in run)
                {
                    a += value;
                    b += a;
                }
                a %= Modulus;
                b %= Modulus;
                message = message[run.Length..];
            }
            return (b << 16) | a;
        }
    }
}
