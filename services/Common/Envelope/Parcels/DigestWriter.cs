using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KioskSim.Envelope.Parcels;

/// <summary>
/// SHA-256 over fields that cannot run into each other: every variable field carries its length (2 bytes, big endian) before it.
/// </summary>
struct DigestWriter : IDisposable
{
    public const int Size = SHA256.HashSizeInBytes;

    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="purpose">Keeps a digest made for one purpose from being used for another.</param>
    public DigestWriter(string purpose) => Text(purpose);

    public readonly DigestWriter Text(string text)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Field(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    public readonly DigestWriter Field(ReadOnlySpan<byte> field)
    {
        Number(checked((ushort)field.Length));
        _hash.AppendData(field);
        return this;
    }

    public readonly DigestWriter Number(ushort number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        _hash.AppendData(bytes);
        return this;
    }

    /// <summary>The digest stands in for a field that may be large.</summary>
    public readonly DigestWriter DigestOf(ReadOnlySpan<byte> large)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(large, digest);
        return Field(digest);
    }

    public readonly byte[] Finish() => _hash.GetHashAndReset();

    public readonly void Dispose() => _hash.Dispose();
}
