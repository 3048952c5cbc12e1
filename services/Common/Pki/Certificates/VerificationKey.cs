using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>
/// A public key ready to check signatures. What is not accepted is refused when it is imported, so that a hostile key costs nothing.
/// Safe for concurrent use.
/// </summary>
public sealed class VerificationKey : IDisposable
{
    const int WeakestBits = 2048;
    const int StrongestBits = 4096;
    const int LongestEncoding = 2048;

    readonly AsymmetricAlgorithm _key;
    readonly AcceptedSignatures _accepted;

    VerificationKey(AsymmetricAlgorithm key, AcceptedSignatures accepted) => (_key, _accepted) = (key, accepted);

    /// <summary>A key of the kind that cards have: see <see cref="AcceptedSignatures.Rsa"/>.</summary>
    /// <param name="subjectPublicKeyInfo">SubjectPublicKeyInfo of RFC 5280, DER.</param>
    public static bool TryImport(ReadOnlySpan<byte> subjectPublicKeyInfo, [NotNullWhen(true)] out VerificationKey? key) =>
        TryImport(RSA.Create(), subjectPublicKeyInfo, AcceptedSignatures.Rsa, out key);

    /// <param name="issuer">The key above in the path, of which a DSA key without parameters inherits them (RFC 5280, section 6.1.4).</param>
    internal static bool TryImport(
        ParsedCertificate certificate, AcceptedSignatures accepted, VerificationKey? issuer, [NotNullWhen(true)] out VerificationKey? key)
    {
        key = null;
        if (Create(certificate, accepted) is not { } algorithm)
            return false;
        return algorithm is DSA dsa && certificate.KeyParameters.IsEmpty
            ? DsaInheritance.TryImport(dsa, certificate.SubjectPublicKey, issuer?._key as DSA) && Keep(dsa, accepted, out key)
            : TryImport(algorithm, certificate.SubjectPublicKeyInfo.Span, accepted, out key);
    }

    static bool TryImport(
        AsymmetricAlgorithm algorithm, ReadOnlySpan<byte> encoded, AcceptedSignatures accepted, [NotNullWhen(true)] out VerificationKey? key)
    {
        key = null;
        try
        {
            if (encoded.Length > LongestEncoding)
                return false;
            algorithm.ImportSubjectPublicKeyInfo(encoded, out var read);
            if (read == encoded.Length && (algorithm is not RSA || algorithm.KeySize is >= WeakestBits and <= StrongestBits))
                key = new VerificationKey(algorithm, accepted);
        }
        catch (CryptographicException)
        {
            // Another kind of key, or none.
        }
        finally
        {
            if (key is null)
                algorithm.Dispose();
        }

        return key is not null;
    }

    static bool Keep(DSA algorithm, AcceptedSignatures accepted, out VerificationKey key)
    {
        key = new VerificationKey(algorithm, accepted);
        return true;
    }

    static AsymmetricAlgorithm? Create(ParsedCertificate certificate, AcceptedSignatures accepted) => certificate.KeyAlgorithm switch
    {
        Oids.RsaEncryption when (accepted & (AcceptedSignatures.Rsa | AcceptedSignatures.RsaWithSha1)) != 0 => RSA.Create(),
        Oids.EcPublicKey when accepted.HasFlag(AcceptedSignatures.Ecdsa) && NamesCurve(certificate.KeyParameters) => ECDsa.Create(),
        Oids.Dsa when accepted.HasFlag(AcceptedSignatures.Dsa) => CreateDsa(),
        _ => null,
    };

    /// <summary>Whether the signature is this key's over the data, with SHA-256 (of RSA, PKCS#1 v1.5): what a card makes.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => VerifyData(data, signature, HashAlgorithmName.SHA256);

    /// <summary>Like <see cref="Verify"/>, for a hash that was made already.</summary>
    public bool VerifyHash(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature) => _key switch
    {
        RSA rsa => rsa.VerifyHash(sha256, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.VerifyHash(sha256, signature, DSASignatureFormat.Rfc3279DerSequence),
        DSA dsa => dsa.VerifySignature(sha256, signature, DSASignatureFormat.Rfc3279DerSequence),
        _ => false,
    };

    /// <summary>The same by a key as it is stored.</summary>
    /// <param name="subjectPublicKeyInfo">What is no key has signed nothing.</param>
    public static bool VerifyHash(ReadOnlySpan<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature)
    {
        if (!TryImport(subjectPublicKeyInfo, out var key))
            return false;
        using (key)
            return key.VerifyHash(sha256, signature);
    }

    /// <summary>Whether signatures of this kind are checked where nothing else was agreed upon.</summary>
    internal static bool Knows(string algorithm) => SignatureAlgorithm.Find(algorithm).IsIn(AcceptedSignatures.Rsa);

    internal bool Verifies(SignedStructure signed)
    {
        var algorithm = SignatureAlgorithm.Find(signed.Algorithm);
        return algorithm.IsIn(_accepted) && Suits(algorithm.Kind) &&
            VerifyData(signed.Content.Span, signed.Signature.Span, algorithm.Hash);
    }

    bool Suits(AcceptedSignatures kind) => _key switch
    {
        RSA => kind is AcceptedSignatures.Rsa or AcceptedSignatures.RsaWithSha1,
        ECDsa => kind is AcceptedSignatures.Ecdsa,
        _ => kind is AcceptedSignatures.Dsa,
    };

    bool VerifyData(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash) => _key switch
    {
        RSA rsa => rsa.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence),
        DSA dsa => dsa.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence),
        _ => false,
    };

    static bool NamesCurve(ReadOnlyMemory<byte> parameters) => DerInput.TryRead(parameters, parameters.Length,
        reader => reader.ReadObjectIdentifier(), out var curve) && curve is Oids.NistP256 or Oids.NistP384 or Oids.NistP521;

    [SuppressMessage("Security", "CA5384", Justification = "Only ever checks signatures, and only where a caller accepts them.")]
    static DSA CreateDsa() => DSA.Create();

    public void Dispose() => _key.Dispose();
}
