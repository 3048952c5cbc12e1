using System.Buffers.Binary;
using System.Security.Cryptography;
using KioskSim.Envelope.Hpke;

namespace KioskSim.Proof.Canaries;

/// <summary>
/// Everything secret of one HPKE conversation (RFC 9180, base mode), for who knows a private key of it. Written apart from the code that
/// seals and opens: what is searched for is not what that code says it has.
/// </summary>
static class HpkeSecrets
{
    static readonly byte[] Kem = [.. "KEM"u8, 0, 0x10];
    static readonly byte[] Suite = [.. "HPKE"u8, 0, 0x10, 0, 1, 0, 2];

    /// <param name="own">A private key of either side.</param>
    /// <param name="other">The other side's public key, 65 bytes.</param>
    /// <param name="enc">The encapsulated key, 65 bytes.</param>
    /// <param name="recipient">The recipient's public key, 65 bytes.</param>
    public static IEnumerable<(string What, byte[] Bytes)> Of(ECDiffieHellman own, byte[] other, byte[] enc, byte[] recipient, ReadOnlySpan<byte> info)
    {
        using var peer = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = other[1..33], Y = other[33..] },
        });
        using var key = peer.PublicKey;
        var agreed = own.DeriveRawSecretAgreement(key);
        var shared = Expand(Kem, Extract(Kem, [], "eae_prk"u8, agreed), "shared_secret"u8, [.. enc, .. recipient], 32);
        byte[] context = [0, .. Extract(Suite, [], "psk_id_hash"u8, []), .. Extract(Suite, [], "info_hash"u8, info)];
        var secret = Extract(Suite, shared, "secret"u8, []);
        return
        [
            ("agreed point", agreed), ("shared secret", shared), ("schedule secret", secret),
            ("content key", Expand(Suite, secret, "key"u8, context, 32)), ("base nonce", Expand(Suite, secret, "base_nonce"u8, context, 12)), ("exporter secret", Expand(Suite, secret, "exp"u8, context, 32)),
        ];
    }

    /// <summary>The public half of a pair, 65 bytes.</summary>
    public static byte[] PublicKey(ECDiffieHellman pair) => DhKem.PublicKeyOf(pair);

    static byte[] Extract(byte[] suite, byte[] salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> ikm) =>
        HKDF.Extract(HashAlgorithmName.SHA256, [.. "HPKE-v1"u8, .. suite, .. label, .. ikm], salt);

    static byte[] Expand(byte[] suite, byte[] prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        var size = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)length);
        return HKDF.Expand(HashAlgorithmName.SHA256, prk, length, [.. size, .. "HPKE-v1"u8, .. suite, .. label, .. info]);
    }
}
