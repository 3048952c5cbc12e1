using System.Numerics;
using System.Security.Cryptography;

namespace KioskSim.Card.Applet;

/// <summary>
/// The private key in the chip: RSA, PKCS#1 v1.5 block type 1 over whatever bytes the reader sends (RFC 8017, section 9.2). The chip
/// does no hashing.
/// </summary>
/// <remarks>
/// .NET signs hashes only. A well-formed DigestInfo, which is what readers send, goes that fast and constant-time way; any other
/// bytes are padded here and raised to the private exponent by the Chinese remainder theorem, which is neither.
/// </remarks>
sealed class CardKey : IDisposable
{
    /// <summary>Bytes of a signature: RSA-2048.</summary>
    public const int SignatureSize = 256;

    /// <summary>00 01, at least eight FF, and 00 stand before the data.</summary>
    const int LeastPadding = 11;

    readonly RSA _rsa = RSA.Create();

    /// <exception cref="CryptographicException">Not an RSA-2048 private key in PKCS#8.</exception>
    public CardKey(ReadOnlySpan<byte> pkcs8)
    {
        _rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        if (_rsa.KeySize != SignatureSize * 8)
            throw new CryptographicException($"A card's key is RSA-{SignatureSize * 8}; got RSA-{_rsa.KeySize}.");
    }

    public static bool CanSign(ReadOnlySpan<byte> data) => data.Length > 0 && data.Length <= SignatureSize - LeastPadding;

    /// <param name="data">1 to <see cref="SignatureSize"/> − 11 bytes, as a rule a DigestInfo.</param>
    /// <param name="signature">At least <see cref="SignatureSize"/> bytes.</param>
    public void Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        if (DigestInfo.TryParse(data, out var algorithm, out var hash))
            _rsa.SignHash(hash, signature, algorithm, RSASignaturePadding.Pkcs1);
        else
            SignRaw(data, signature[..SignatureSize]);
    }

    void SignRaw(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        signature.Fill(0xFF);
        signature[0] = 0;
        signature[1] = 1;
        signature[^(data.Length + 1)] = 0;
        data.CopyTo(signature[^data.Length..]);

        var key = _rsa.ExportParameters(includePrivateParameters: true);
        var message = Unsigned(signature);
        var (p, q) = (Unsigned(key.P), Unsigned(key.Q));
        var byP = BigInteger.ModPow(message % p, Unsigned(key.DP), p);
        var byQ = BigInteger.ModPow(message % q, Unsigned(key.DQ), q);
        var difference = (byP - byQ) * Unsigned(key.InverseQ) % p;
        if (difference.Sign < 0)
            difference += p;
        var result = byQ + difference * q;

        signature.Clear();
        result.TryWriteBytes(signature[^result.GetByteCount(isUnsigned: true)..], out _, isUnsigned: true, isBigEndian: true);
    }

    static BigInteger Unsigned(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

    public void Dispose() => _rsa.Dispose();
}
