using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KioskSim.Domain.Values;
using KioskSim.Pki.Der;
using KioskSim.Pki.Paths;

namespace KioskSim.Pki.Profile;

/// <summary>
/// Names and numbers of JPKI's certificates, modelled on what is public of them. Every issuer's name carries
/// <see cref="Marker"/>, so that nothing made here can pass for a real certificate.
/// </summary>
public static class JpkiProfile
{
    /// <summary>O= of every authority, responder and distribution point.</summary>
    public const string Marker = "JPKI-SIM";

    /// <summary>Certificate policy of certificates for user authentication.</summary>
    public const string UserAuthenticationPolicy = "1.2.392.200149.8.5.1.3.30";

    /// <summary>Certificate policy of certificates that sign.</summary>
    public const string SigningPolicy = "1.2.392.200149.8.5.1.1.20";

    /// <summary>Where the certification practice statement would be: a reserved name, so that nobody asks a real host.</summary>
    public const string PracticeStatement = "http://jpki.kiosksim.example/cps.html";

    public const int KeyBits = 2048;

    const string Unit = "JPKI for user authentication";
    const string SigningUnit = "JPKI for digital signature";
    const string Agency = "Japan Agency for Local Authority Information Systems (simulated)";
    const string Responder = "OCSP responder";

    /// <summary>Every generation of the authority for user authentication has this name; only their keys tell them apart.</summary>
    public static X500DistinguishedName AuthorityName { get; } = UnitName(Unit, Agency);

    static readonly X500DistinguishedName SigningAuthorityName = UnitName(SigningUnit, Agency);
    static readonly X500DistinguishedName SigningResponderName = UnitName(SigningUnit, Responder);

    /// <summary>The name that all generations of a purpose's authority share.</summary>
    public static X500DistinguishedName AuthorityNameOf(CertificatePurpose purpose) =>
        purpose == CertificatePurpose.Signing ? SigningAuthorityName : AuthorityName;

    /// <summary>What a certificate from a citizen's card must be.</summary>
    public static PathRequirements UserAuthentication { get; } =
        new(UserAuthenticationPolicy, X509KeyUsageFlags.DigitalSignature, Oids.ClientAuthentication);

    public static X500DistinguishedName ResponderName { get; } = UnitName(Unit, Responder);

    public static X500DistinguishedName ResponderNameOf(CertificatePurpose purpose) =>
        purpose == CertificatePurpose.Signing ? SigningResponderName : ResponderName;

    /// <summary>
    /// The holder: a country and an opaque identifier, 23 characters of which five are the municipality's code without check digit.
    /// No name, address or date of birth (000-51).
    /// </summary>
    public static X500DistinguishedName HolderName(CertificateSerial serial, MunicipalityCode municipality)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Marker} {serial.Value}")));
        return Name(name => name.AddCommonName($"{Convert.ToHexString(hash)[..14]}{municipality.ToString()[..5]}001A"));
    }

    /// <summary>The municipality's part of a revocation list.</summary>
    public static X500DistinguishedName DistributionPointName(
        MunicipalityCode municipality, CertificatePurpose purpose = CertificatePurpose.UserAuthentication) => Name(name =>
    {
        name.AddCommonName($"{municipality} CRLDP");
        AddUnits(name, purpose == CertificatePurpose.Signing ? SigningUnit : Unit, "CRL Distribution Points");
    });

    static X500DistinguishedName UnitName(params string[] units) => Name(name => AddUnits(name, units));

    static void AddUnits(X500DistinguishedNameBuilder name, params ReadOnlySpan<string> units)
    {
        for (var i = units.Length - 1; i >= 0; i--)
            name.AddOrganizationalUnitName(units[i]);
        name.AddOrganizationName(Marker);
    }

    // The builder encodes the part that was added last first, and the country is the first in the encoding.
    static X500DistinguishedName Name(Action<X500DistinguishedNameBuilder> add)
    {
        var name = new X500DistinguishedNameBuilder();
        add(name);
        name.AddCountryOrRegion("JP");
        return name.Build();
    }
}
