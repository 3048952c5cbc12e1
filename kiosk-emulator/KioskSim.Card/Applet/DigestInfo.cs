using System.Security.Cryptography;

namespace KioskSim.Card.Applet;

/// <summary>The DigestInfo structures of RFC 8017, section 9.2, note 1: the only four whose form a hash function of today fixes.</summary>
static class DigestInfo
{
    // SEQUENCE { SEQUENCE { OID, NULL }, OCTET STRING }, up to the hash itself.
    static ReadOnlySpan<byte> Sha1 => [0x30, 0x21, 0x30, 9, 6, 5, 0x2B, 0x0E, 3, 2, 0x1A, 5, 0, 4, 20];

    static ReadOnlySpan<byte> Sha256 => [0x30, 0x31, 0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 32];

    static ReadOnlySpan<byte> Sha384 => [0x30, 0x41, 0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2, 5, 0, 4, 48];

    static ReadOnlySpan<byte> Sha512 => [0x30, 0x51, 0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3, 5, 0, 4, 64];

    /// <summary>Bytes of a DigestInfo over a SHA-256 hash.</summary>
    public const int Sha256Size = 19 + SHA256.HashSizeInBytes;

    /// <returns>False for anything but one of the four exact forms.</returns>
    public static bool TryParse(ReadOnlySpan<byte> digestInfo, out HashAlgorithmName algorithm, out ReadOnlySpan<byte> hash)
    {
        if (HasForm(digestInfo, Sha256, out hash))
            algorithm = HashAlgorithmName.SHA256;
        else if (HasForm(digestInfo, Sha384, out hash))
            algorithm = HashAlgorithmName.SHA384;
        else if (HasForm(digestInfo, Sha512, out hash))
            algorithm = HashAlgorithmName.SHA512;
        else if (HasForm(digestInfo, Sha1, out hash))
            algorithm = HashAlgorithmName.SHA1;
        else
            algorithm = default;
        return algorithm.Name is not null;
    }

    public static void WriteSha256(ReadOnlySpan<byte> hash, Span<byte> digestInfo)
    {
        Sha256.CopyTo(digestInfo);
        hash.CopyTo(digestInfo[Sha256.Length..]);
    }

    static bool HasForm(ReadOnlySpan<byte> digestInfo, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> hash)
    {
        var fits = digestInfo.StartsWith(prefix) && digestInfo.Length == prefix.Length + prefix[^1];
        hash = fits ? digestInfo[prefix.Length..] : default;
        return fits;
    }
}
