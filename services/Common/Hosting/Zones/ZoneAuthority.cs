using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Randomness;

namespace KioskSim.Hosting.Zones;

/// <summary>The certificate authority of one zone, made at start and kept nowhere. Whoever holds none of its certificates cannot speak on the line (000-79).</summary>
public sealed class ZoneAuthority : IDisposable
{
    /// <summary>How long a certificate of the line is good: what is not renewed in a year and a month is forgotten somewhere. Who runs longer makes new ones.</summary>
    public static readonly TimeSpan MemberLife = TimeSpan.FromDays(397);

    static readonly TimeSpan Life = TimeSpan.FromDays(3650);

    readonly X509Certificate2 _certificate;
    readonly Zone _zone;
    readonly DateTimeOffset _from;
    readonly Entropy _entropy;

    /// <param name="zone">The line.</param>
    /// <param name="now">Certificates are good from an hour before.</param>
    /// <param name="entropy">Serial numbers.</param>
    public ZoneAuthority(Zone zone, DateTimeOffset now, Entropy entropy)
    {
        _zone = zone;
        _entropy = entropy;
        _from = now.AddHours(-1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name("authority", "ca"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _certificate = request.CreateSelfSigned(_from, _from + Life);
    }

    /// <summary>A certificate for both ends of TLS on this line.</summary>
    /// <param name="role">What the holder is: a <see cref="Domain.Flow.Party"/>.</param>
    /// <param name="name">Which one it is.</param>
    public ZoneCredential Issue(string role, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(role, name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName($"{role}.{_zone.Name()}.kiosksim.internal");
        names.AddIpAddress(_zone.Loopback());
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_certificate, _from, _from + MemberLife, SerialNumber());
        return new ZoneCredential(_zone, certificate.CopyWithPrivateKey(key), X509CertificateLoader.LoadCertificate(_certificate.RawData));
    }

    public void Dispose() => _certificate.Dispose();

    byte[] SerialNumber()
    {
        var serial = _entropy.Bytes(16);
        serial[0] &= 0x7F;
        return serial;
    }

    X500DistinguishedName Name(string role, string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddOrganizationName(_zone.Name());
        builder.AddOrganizationalUnitName(role);
        builder.AddCommonName(name);
        return builder.Build();
    }
}
