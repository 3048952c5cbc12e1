using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Pki.Profile;

/// <summary>One generation of the authority as a signer: its name and its key. Safe for concurrent use; owns the key.</summary>
public sealed class AuthorityKey : IDisposable
{
    readonly RSA _key;

    public AuthorityKey(RSA key, CertificatePurpose purpose = CertificatePurpose.UserAuthentication)
    {
        _key = key;
        Purpose = purpose;
        PublicKey = new PublicKey(key);
        Identifier = new X509SubjectKeyIdentifierExtension(PublicKey, critical: false);
        AuthorityIdentifier = X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(Identifier);
    }

    /// <exception cref="CryptographicException">Not an RSA private key in PKCS#8.</exception>
    public static AuthorityKey FromPkcs8(ReadOnlySpan<byte> pkcs8, CertificatePurpose purpose = CertificatePurpose.UserAuthentication)
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new AuthorityKey(key, purpose);
    }

    public CertificatePurpose Purpose { get; }

    public X500DistinguishedName Name => JpkiProfile.AuthorityNameOf(Purpose);

    internal PublicKey PublicKey { get; }

    internal X509SubjectKeyIdentifierExtension Identifier { get; }

    internal X509AuthorityKeyIdentifierExtension AuthorityIdentifier { get; }

    /// <summary>A new one for each use: the generator of .NET keeps state while it signs.</summary>
    internal X509SignatureGenerator Generator() => X509SignatureGenerator.CreateForRSA(_key, RSASignaturePadding.Pkcs1);

    public byte[] ToPkcs8() => _key.ExportPkcs8PrivateKey();

    public void Dispose() => _key.Dispose();
}
