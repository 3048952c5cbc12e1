using System.Collections.ObjectModel;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Profile;

/// <summary>Makes the four kinds of certificate that JPKI consists of here, each in its profile. All return DER.</summary>
public static class JpkiCertificates
{
    /// <summary>The authority's own certificate. Several keys may have one: the generations.</summary>
    public static byte[] Authority(AuthorityKey key, CertificateSerial serial, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var request = Request(key.Name, key.PublicKey);
        var add = request.CertificateExtensions;
        add.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        add.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        add.Add(key.Identifier);
        return Sign(request, key, serial, notBefore, notAfter);
    }

    /// <summary>A delegated OCSP responder (RFC 6960, section 4.2.2.2), whose own revocation nobody needs to check.</summary>
    public static byte[] OcspResponder(
        AuthorityKey issuer, PublicKey responder, CertificateSerial serial, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var request = Request(JpkiProfile.ResponderNameOf(issuer.Purpose), responder);
        var add = request.CertificateExtensions;
        add.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        add.Add(new X509EnhancedKeyUsageExtension([new Oid(Oids.OcspSigning)], critical: true));
        add.Add(new X509Extension(Oids.OcspNoCheck, [0x05, 0x00], critical: false));
        add.Add(new X509SubjectKeyIdentifierExtension(responder, critical: false));
        add.Add(issuer.AuthorityIdentifier);
        return Sign(request, issuer, serial, notBefore, notAfter);
    }

    /// <summary>利用者証明用電子証明書.</summary>
    /// <param name="holder">The key in the card.</param>
    /// <param name="ocsp">Where the responder answers plain HTTP; left out of the certificate when null.</param>
    public static byte[] UserAuthentication(
        AuthorityKey issuer,
        PublicKey holder,
        CertificateSerial serial,
        MunicipalityCode municipality,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        Uri? ocsp = null)
    {
        var request = Request(JpkiProfile.HolderName(serial, municipality), holder);
        var add = request.CertificateExtensions;
        add.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        add.Add(new X509EnhancedKeyUsageExtension([new Oid(Oids.ClientAuthentication)], critical: false));
        AddCommon(add, issuer, holder, municipality, ocsp);
        return Sign(request, issuer, serial, notBefore, notAfter);
    }

    /// <summary>署名用電子証明書: names its holder, who cannot deny later what was signed with it.</summary>
    /// <param name="attributes">Where no font or code has a character, the city's own substitute stands in already.</param>
    public static byte[] Signing(
        AuthorityKey issuer,
        PublicKey holder,
        CertificateSerial serial,
        MunicipalityCode municipality,
        SigningAttributes attributes,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        Uri? ocsp = null)
    {
        var request = Request(JpkiProfile.HolderName(serial, municipality), holder);
        var add = request.CertificateExtensions;
        add.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        add.Add(HolderAttributes.Extension(attributes));
        AddCommon(add, issuer, holder, municipality, ocsp);
        return Sign(request, issuer, serial, notBefore, notAfter);
    }

    static void AddCommon(Collection<X509Extension> add, AuthorityKey issuer, PublicKey holder, MunicipalityCode municipality, Uri? ocsp)
    {
        add.Add(Policies(issuer.Purpose == CertificatePurpose.Signing ? JpkiProfile.SigningPolicy : JpkiProfile.UserAuthenticationPolicy));
        add.Add(new X509SubjectKeyIdentifierExtension(holder, critical: false));
        add.Add(issuer.AuthorityIdentifier);
        add.Add(DistributionPoint(JpkiProfile.DistributionPointName(municipality, issuer.Purpose)));
        if (ocsp is not null)
            add.Add(new X509AuthorityInformationAccessExtension([ocsp.AbsoluteUri], caIssuersUris: null));
    }

    static CertificateRequest Request(X500DistinguishedName subject, PublicKey key) => new(subject, key, HashAlgorithmName.SHA256);

    static byte[] Sign(
        CertificateRequest request, AuthorityKey issuer, CertificateSerial serial, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var certificate = request.Create(issuer.Name, issuer.Generator(), notBefore, notAfter, serial.ToDer());
        return certificate.RawData;
    }

    // CertificatePolicies { PolicyInformation { policy, { PolicyQualifierInfo { cps, IA5String } } } }
    static X509Extension Policies(string policy)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(policy);
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.CpsQualifier);
                writer.WriteCharacterString(UniversalTagNumber.IA5String, JpkiProfile.PracticeStatement);
            }
        }

        return new X509Extension(Oids.CertificatePolicies, writer.Encode(), critical: true);
    }

    // One DistributionPoint: a name, not an address, as JPKI's.
    static X509Extension DistributionPoint(X500DistinguishedName name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            DistributionPointName.Write(writer, name.RawData);
        return new X509Extension(Oids.CrlDistributionPoints, writer.Encode(), critical: false);
    }
}
