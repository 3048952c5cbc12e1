using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.CityKeys;

/// <summary>Checks whose a key is before anything is sealed for it or believed because of it.</summary>
public static class CityCertificate
{
    /// <param name="der">As the centre relayed it.</param>
    /// <param name="municipality">The city that the citizen chose.</param>
    /// <param name="authority">What the kiosk carries, DER.</param>
    /// <returns>The city's public key; the caller disposes it.</returns>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateMismatch"/>: not this city's key for this use, or nobody vouches for it.</exception>
    public static ECDiffieHellman ReadSealingKey(ReadOnlySpan<byte> der, MunicipalityCode municipality, ReadOnlySpan<byte> authority, DateTimeOffset at)
    {
        using var certificate = Check(der, municipality, CityKeyUse.Sealing, authority, at);
        return certificate.GetECDiffieHellmanPublicKey() ?? throw Wrong("not an elliptic-curve key");
    }

    /// <inheritdoc cref="ReadSealingKey"/>
    public static ECDsa ReadSigningKey(ReadOnlySpan<byte> der, MunicipalityCode municipality, ReadOnlySpan<byte> authority, DateTimeOffset at)
    {
        using var certificate = Check(der, municipality, CityKeyUse.Signing, authority, at);
        return certificate.GetECDsaPublicKey() ?? throw Wrong("not an elliptic-curve key");
    }

    /// <summary>Between which moments a certificate that was read once would be read again with the same result: the city's dates and the authority's.</summary>
    /// <exception cref="CryptographicException">Not two certificates.</exception>
    public static (DateTimeOffset From, DateTimeOffset Until) DatesOf(ReadOnlySpan<byte> der, ReadOnlySpan<byte> authority)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        using var root = X509CertificateLoader.LoadCertificate(authority);
        return (Utc(certificate.NotBefore > root.NotBefore ? certificate.NotBefore : root.NotBefore), Utc(certificate.NotAfter < root.NotAfter ? certificate.NotAfter : root.NotAfter));

        static DateTimeOffset Utc(DateTime local) => new(local.ToUniversalTime());
    }

    internal static X509KeyUsageFlags KeyUsage(CityKeyUse use) =>
        use == CityKeyUse.Sealing ? X509KeyUsageFlags.KeyAgreement : X509KeyUsageFlags.DigitalSignature;

    static X509Certificate2 Check(ReadOnlySpan<byte> der, MunicipalityCode municipality, CityKeyUse use, ReadOnlySpan<byte> authority, DateTimeOffset at)
    {
        X509Certificate2? certificate = null;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
            using var root = X509CertificateLoader.LoadCertificate(authority);
#pragma warning disable RS0030 // Nobody's card: a city's key under an authority that revokes nothing.
            using var chain = new X509Chain
#pragma warning restore RS0030
            {
                ChainPolicy =
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    VerificationTime = at.UtcDateTime,
                    DisableCertificateDownloads = true,
                },
            };
            chain.ChainPolicy.CustomTrustStore.Add(root);
            if (!chain.Build(certificate))
                throw Wrong("nobody vouches for it");
            if (certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) != municipality.ToString())
                throw Wrong("it is another city's");
            if (certificate.Extensions.OfType<X509KeyUsageExtension>().SingleOrDefault()?.KeyUsages != KeyUsage(use))
                throw Wrong("it is for another use");
            return certificate;
        }
        catch (CryptographicException e)
        {
            certificate?.Dispose();
            throw Wrong("unreadable", e);
        }
        catch (FlowException)
        {
            certificate?.Dispose();
            throw;
        }
    }

    static FlowException Wrong(string what, Exception? inner = null) => new(FlowErrorCode.CertificateMismatch, $"the city's certificate: {what}", inner: inner);
}
