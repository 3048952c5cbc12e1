using System.Buffers.Binary;
using System.Security.Cryptography;
using KioskSim.Paper.Scramble.Coding;

namespace KioskSim.Paper.Scramble;

/// <summary>
/// What is under the code: version (1 byte), 0 (1 byte), length of the payload (2 bytes, big-endian), the first 16 bytes of SHA-256 over
/// these four and the payload, the payload, zeros. All of it is whitened, so that zeros too make an even picture.
/// </summary>
internal static class ScrambleMessage
{
    public const int HeaderBytes = 20;

    const byte Version = 1;
    const int LengthAt = 2;
    const int DigestAt = 4;
    const ulong Start = 0x4B53_5748_4954_0001;

    static readonly ulong[] White = DrawWhite();

    /// <param name="message">All of it; the payload is shorter by at least the header.</param>
    public static void Write(ReadOnlySpan<byte> payload, Span<byte> message)
    {
        message[0] = Version;
        message[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(message[LengthAt..], (ushort)payload.Length);
        payload.CopyTo(message[HeaderBytes..]);
        message[(HeaderBytes + payload.Length)..].Clear();
        Digest(message, payload.Length, message.Slice(DigestAt, HeaderBytes - DigestAt));
    }

    /// <returns>Null where any byte is not as <see cref="Write"/> would have it.</returns>
    public static byte[]? Read(ReadOnlySpan<byte> message)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(message[LengthAt..]);
        if (message[0] != Version || message[1] != 0 || length > message.Length - HeaderBytes)
            return null;
        Span<byte> digest = stackalloc byte[HeaderBytes - DigestAt];
        Digest(message, length, digest);
        return digest.SequenceEqual(message[DigestAt..HeaderBytes]) && message[(HeaderBytes + length)..].IndexOfAnyExcept((byte)0) < 0
            ? message.Slice(HeaderBytes, length).ToArray()
            : null;
    }

    /// <summary>Adds the white sequence to whole words of a message, and, done again, takes it away.</summary>
    /// <param name="from">Words of the message before these.</param>
    public static void Whiten(Span<ulong> words, int from)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] ^= White[from + i];
    }

    static void Digest(ReadOnlySpan<byte> message, int length, Span<byte> digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(message[..DigestAt]);
        hash.AppendData(message.Slice(HeaderBytes, length));
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..digest.Length].CopyTo(digest);
    }

    static ulong[] DrawWhite()
    {
        var sequence = new FixedSequence(Start);
        var white = new ulong[new ScrambleSize(ScrambleSize.MostBands).MessageBytes / sizeof(ulong)];
        foreach (ref var word in white.AsSpan())
            word = sequence.Next();
        return white;
    }
}
