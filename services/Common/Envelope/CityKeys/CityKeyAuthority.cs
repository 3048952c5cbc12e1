using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.CityKeys;

/// <summary>
/// The local governments' authority (in reality LGPKI): says which keys are a city's. Kiosks carry its certificate, so that nobody on
/// the way, the centre included, can put a key of its own in a city's place.
/// </summary>
public sealed class CityKeyAuthority : IDisposable
{
    static readonly TimeSpan Life = TimeSpan.FromDays(3650);

    readonly X509Certificate2 _certificate;
    readonly Entropy _entropy;

    /// <param name="now">Certificates are good from an hour before.</param>
    /// <param name="entropy">Serial numbers.</param>
    public CityKeyAuthority(DateTimeOffset now, Entropy entropy)
    {
        var from = now.AddHours(-1);
        _entropy = entropy;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName("C=JP, O=LGPKI-SIM, CN=authority"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _certificate = request.CreateSelfSigned(from, from + Life);
    }

    CityKeyAuthority(X509Certificate2 certificate, Entropy entropy) => (_certificate, _entropy) = (certificate, entropy);

    /// <summary>What kiosks carry, DER.</summary>
    public byte[] Certificate => _certificate.RawData;

    /// <summary>Key and certificate as a PKCS#12 without password, for a file that only its owner can read.</summary>
    public byte[] Export() => _certificate.Export(X509ContentType.Pfx);

    /// <exception cref="CryptographicException">Not what <see cref="Export"/> gave.</exception>
    public static CityKeyAuthority Import(byte[] exported, Entropy entropy) => new(X509CertificateLoader.LoadPkcs12(exported, password: null), entropy);

    /// <param name="publicKey">P-256, SubjectPublicKeyInfo.</param>
    /// <returns>The certificate, DER.</returns>
    public byte[] Issue(MunicipalityCode municipality, CityKeyUse use, ReadOnlySpan<byte> publicKey)
    {
        var request = new CertificateRequest(
            new X500DistinguishedName($"C=JP, O=LGPKI-SIM, CN={municipality}"), PublicKey.CreateFromSubjectPublicKeyInfo(publicKey, out _), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(CityCertificate.KeyUsage(use), critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        var serial = _entropy.Bytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive, and of as many bytes each time
        using var key = _certificate.GetECDsaPrivateKey()!;
        using var certificate = request.Create(
            _certificate.SubjectName, new SteadySignatures(X509SignatureGenerator.CreateForECDsa(key)), _certificate.NotBefore, _certificate.NotAfter - TimeSpan.FromDays(1), serial);
        return certificate.RawData;
    }

    public void Dispose() => _certificate.Dispose();
}
