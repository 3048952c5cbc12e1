using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.PrinterEmulator.Server;

/// <summary>The certificate that a printer makes for itself, as printers do: nobody vouches for it, whoever talks to it knows it by its hash.</summary>
public static class PrinterCertificate
{
    static readonly TimeSpan Life = TimeSpan.FromDays(3650);

    /// <param name="now">Good from an hour before, for ten years.</param>
    /// <returns>With its key; the caller's to dispose.</returns>
    public static X509Certificate2 Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=KioskSim printer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(now.AddHours(-1), now + Life);
    }

    /// <summary>What a kiosk pins: SHA-256 over the whole certificate, in hexadecimal.</summary>
    public static string HashOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
