using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Profile;

/// <summary>
/// The extension of a signing certificate that names its holder: SubjectAlternativeName, an otherName for each attribute. The
/// identifiers lie in JPKI's arc; the form of the values is modelled.
/// </summary>
static class HolderAttributes
{
    const string Arc = "1.2.392.200149.8.5.5";
    public const string Name = Arc + ".1";
    public const string Sex = Arc + ".3";
    public const string Birth = Arc + ".4";
    public const string Address = Arc + ".5";

    // GeneralNames { [0] otherName { type-id, [0] { UTF8String } } … }
    public static X509Extension Extension(SigningAttributes attributes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Write(writer, Name, attributes.Name);
            Write(writer, Sex, attributes.Sex.ToString(CultureInfo.InvariantCulture));
            Write(writer, Birth, attributes.Birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Write(writer, Address, attributes.Address);
        }

        return new X509Extension(Oids.SubjectAlternativeName, writer.Encode(), critical: false);
    }

    static void Write(AsnWriter writer, string type, string value)
    {
        using (writer.PushSequence(DerInput.Context(0)))
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSequence(DerInput.Context(0)))
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
        }
    }
}
