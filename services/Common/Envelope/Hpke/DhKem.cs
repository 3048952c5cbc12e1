using System.Numerics;
using System.Security.Cryptography;

namespace KioskSim.Envelope.Hpke;

/// <summary>DHKEM(P-256, HKDF-SHA256) of RFC 9180 section 4.1: points are 65 bytes uncompressed, private keys 32 bytes.</summary>
public static class DhKem
{
    public const int PublicKeySize = 65;
    public const int PrivateKeySize = 32;
    internal const int SecretSize = 32;

    static readonly LabeledKdf Kdf = new("KEM\x00\x10"u8);
    static readonly BigInteger Prime = Number(Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"));
    static readonly BigInteger CurveB = Number(Convert.FromHexString("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"));
    static readonly byte[] Order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    /// <summary>RFC 9180 section 7.1.3: a key pair from at least 32 bytes of input keying material.</summary>
    public static ECDiffieHellman DeriveKeyPair(ReadOnlySpan<byte> ikm)
    {
        Span<byte> prk = stackalloc byte[SecretSize];
        var scalar = GC.AllocateArray<byte>(PrivateKeySize, pinned: true); // not to be copied by the collector before it is wiped
        try
        {
            Kdf.Extract([], "dkp_prk"u8, ikm, prk);
            for (var counter = 0; counter <= byte.MaxValue; counter++)
            {
                Kdf.Expand(prk, "candidate"u8, [(byte)counter], scalar);
                if (IsScalar(scalar))
                    return ImportPrivateKey(scalar);
            }

            throw new CryptographicException("No private key could be derived.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(prk);
            CryptographicOperations.ZeroMemory(scalar);
            UsedStack.Wipe();
        }
    }

    /// <summary>
    /// Whether something can be sealed for these bytes. On this curve, whose cofactor is 1, every point but infinity is a public key
    /// (SP 800-56A, section 5.6.2.3.4).
    /// </summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> point)
    {
        if (point.Length != PublicKeySize || point[0] != 4)
            return false;
        var (x, y) = (Number(point[1..33]), Number(point[33..]));
        return x < Prime && y < Prime && (y * y - (x * x * x - 3 * x + CurveB)) % Prime == 0;
    }

    /// <param name="scalar">32 bytes, big endian.</param>
    public static ECDiffieHellman ImportPrivateKey(ReadOnlySpan<byte> scalar)
    {
        var d = GC.AllocateArray<byte>(scalar.Length, pinned: true); // likewise
        scalar.CopyTo(d);
        try
        {
            return ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(d);
        }
    }

    /// <summary>The 65 bytes of a key's public point.</summary>
    public static byte[] PublicKeyOf(ECDiffieHellman key)
    {
        // Not key.PublicKey: that duplicates the handle with the private key in it.
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        var point = new byte[PublicKeySize];
        point[0] = 4;
        q.X!.CopyTo(point, 1);
        q.Y!.CopyTo(point, 33);
        return point;
    }

    internal static void Encapsulate(ECDiffieHellman ephemeral, ReadOnlySpan<byte> recipient, Span<byte> enc, Span<byte> sharedSecret)
    {
        PublicKeyOf(ephemeral).CopyTo(enc);
        Agree(ephemeral, recipient, enc, recipient, sharedSecret);
    }

    internal static void Decapsulate(ECDiffieHellman recipient, ReadOnlySpan<byte> enc, Span<byte> sharedSecret) =>
        Agree(recipient, enc, enc, PublicKeyOf(recipient), sharedSecret);

    static void Agree(ECDiffieHellman own, ReadOnlySpan<byte> other, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> recipient, Span<byte> sharedSecret)
    {
        using var peer = ImportPublicKey(other);
        using var peerKey = peer.PublicKey;
        var dh = own.DeriveRawSecretAgreement(peerKey);
        Span<byte> prk = stackalloc byte[SecretSize];
        Span<byte> kemContext = stackalloc byte[2 * PublicKeySize];
        try
        {
            enc.CopyTo(kemContext);
            recipient.CopyTo(kemContext[PublicKeySize..]);
            Kdf.Extract([], "eae_prk"u8, dh, prk);
            Kdf.Expand(prk, "shared_secret"u8, kemContext, sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dh);
            CryptographicOperations.ZeroMemory(prk);
            UsedStack.Wipe();
        }
    }

    /// <exception cref="CryptographicException">Not an uncompressed point, or not on the curve.</exception>
    static ECDiffieHellman ImportPublicKey(ReadOnlySpan<byte> point)
    {
        if (point.Length != PublicKeySize || point[0] != 4)
            throw new CryptographicException("A P-256 public key is 65 bytes and starts with 04.");
        return ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
        });
    }

    static BigInteger Number(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

    static bool IsScalar(ReadOnlySpan<byte> candidate) =>
        candidate.ContainsAnyExcept((byte)0) && candidate.SequenceCompareTo(Order) < 0;
}
