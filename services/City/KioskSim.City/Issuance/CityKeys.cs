using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;

namespace KioskSim.City.Issuance;

/// <summary>A city's two key pairs, each with the certificate that says whose it is.</summary>
public sealed record CityKeys(ECDiffieHellman Sealing, byte[] SealingCertificate, ECDsa Signing, byte[] SigningCertificate) : IDisposable
{
    public static CityKeys Make(MunicipalityCode city, CityKeyAuthority authority)
    {
        var sealing = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CityKeys(
            sealing, authority.Issue(city, CityKeyUse.Sealing, sealing.ExportSubjectPublicKeyInfo()),
            signing, authority.Issue(city, CityKeyUse.Signing, signing.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Each pair with its certificate as a PKCS#12 without password, for a file that only its owner can read.</summary>
    public (byte[] Sealing, byte[] Signing) Export()
    {
        using var sealing = X509CertificateLoader.LoadCertificate(SealingCertificate).CopyWithPrivateKey(Sealing);
        using var signing = X509CertificateLoader.LoadCertificate(SigningCertificate).CopyWithPrivateKey(Signing);
        return (sealing.Export(X509ContentType.Pfx), signing.Export(X509ContentType.Pfx));
    }

    /// <exception cref="CryptographicException">Not what <see cref="Export"/> gave.</exception>
    public static CityKeys Import(byte[] sealing, byte[] signing)
    {
        using var sealer = X509CertificateLoader.LoadPkcs12(sealing, password: null);
        using var signer = X509CertificateLoader.LoadPkcs12(signing, password: null);
        return new CityKeys(
            sealer.GetECDiffieHellmanPrivateKey() ?? throw new CryptographicException("The sealing key is missing."), sealer.RawData,
            signer.GetECDsaPrivateKey() ?? throw new CryptographicException("The signing key is missing."), signer.RawData);
    }

    public void Dispose()
    {
        Sealing.Dispose();
        Signing.Dispose();
    }
}
