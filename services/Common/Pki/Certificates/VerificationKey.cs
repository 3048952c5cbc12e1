using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>
/// A public key ready to check signatures: RSA of 2048 to 4096 bits, PKCS#1 v1.5 with SHA-256 or longer. Anything else is refused
/// when it is imported, so that a hostile key costs nothing. Safe for concurrent use.
/// </summary>
public sealed class VerificationKey : IDisposable
{
    const int WeakestBits = 2048;
    const int StrongestBits = 4096;
    const int LongestEncoding = 1024;

    readonly RSA _rsa;

    VerificationKey(RSA rsa) => _rsa = rsa;

    /// <param name="subjectPublicKeyInfo">SubjectPublicKeyInfo of RFC 5280, DER.</param>
    public static bool TryImport(ReadOnlySpan<byte> subjectPublicKeyInfo, [NotNullWhen(true)] out VerificationKey? key)
    {
        key = null;
        if (subjectPublicKeyInfo.Length > LongestEncoding)
            return false;
        var rsa = RSA.Create();
        try
        {
            rsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out var read);
            if (read == subjectPublicKeyInfo.Length && rsa.KeySize is >= WeakestBits and <= StrongestBits)
                key = new VerificationKey(rsa);
        }
        catch (CryptographicException)
        {
            // Another kind of key, or none.
        }
        finally
        {
            if (key is null)
                rsa.Dispose();
        }

        return key is not null;
    }

    /// <summary>Whether the signature is this key's over the data, PKCS#1 v1.5 with SHA-256: what a card makes.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Like <see cref="Verify"/>, for a hash that was made already.</summary>
    public bool VerifyHash(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature) =>
        _rsa.VerifyHash(sha256, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    internal static bool Knows(string algorithm) => HashOf(algorithm) is not null;

    internal bool Verifies(SignedStructure signed) =>
        HashOf(signed.Algorithm) is { } hash &&
        _rsa.VerifyData(signed.Content.Span, signed.Signature.Span, hash, RSASignaturePadding.Pkcs1);

    static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        Oids.Sha256WithRsa => HashAlgorithmName.SHA256,
        Oids.Sha384WithRsa => HashAlgorithmName.SHA384,
        Oids.Sha512WithRsa => HashAlgorithmName.SHA512,
        _ => null,
    };

    public void Dispose() => _rsa.Dispose();
}
