using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Pki.Tests.Made;

/// <summary>Extensions that .NET has no class for, written out.</summary>
static class Extension
{
    public const string AnyPolicy = "2.5.29.32.0";

    public static X509Extension Policies(params string[] policies) => Make("2.5.29.32", critical: true, writer =>
    {
        foreach (var policy in policies)
        {
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(policy);
        }
    });

    public static X509Extension Mappings(params (string Issuers, string Subjects)[] mappings) => Make("2.5.29.33", critical: true, writer =>
    {
        foreach (var (issuers, subjects) in mappings)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(issuers);
                writer.WriteObjectIdentifier(subjects);
            }
        }
    });

    /// <param name="field">0 permits, 1 excludes.</param>
    /// <param name="kind">Tag of the general name.</param>
    public static X509Extension Subtree(int field, int kind, byte[] root) => Make("2.5.29.30", critical: true, writer =>
    {
        using (writer.PushSequence(Tag(field)))
        using (writer.PushSequence())
            writer.WriteOctetString(root, Tag(kind));
    });

    public static X509Extension AlternativeName(int kind, byte[] name) =>
        Make("2.5.29.17", critical: false, writer => writer.WriteOctetString(name, Tag(kind)));

    /// <summary>CRLDistributionPoints of one point with one address, for all reasons or for some.</summary>
    public static X509Extension DistributionPoint(string address, byte? reasons = null) => Make("2.5.29.31", critical: false, writer =>
    {
        using (writer.PushSequence())
        {
            WritePoint(writer, address);
            if (reasons is { } flags)
                writer.WriteBitString([flags], 0, Tag(1));
        }
    });

    /// <summary>IssuingDistributionPoint.</summary>
    public static X509Extension Scope(string? address = null, bool onlyUsers = false, bool onlyAuthorities = false, byte? reasons = null) =>
        Make("2.5.29.28", critical: true, writer =>
        {
            if (address is not null)
                WritePoint(writer, address);
            if (onlyUsers)
                writer.WriteBoolean(true, Tag(1));
            if (onlyAuthorities)
                writer.WriteBoolean(true, Tag(2));
            if (reasons is { } flags)
                writer.WriteBitString([flags], 0, Tag(3));
        });

    public static X509Extension Number(int value, string identifier = "2.5.29.20")
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return new X509Extension(identifier, writer.Encode(), critical: false);
    }

    /// <summary>DeltaCRLIndicator.</summary>
    public static X509Extension DeltaOf(int number) => new("2.5.29.27", Number(number).RawData, critical: true);

    static void WritePoint(AsnWriter writer, string address)
    {
        using (writer.PushSequence(Tag(0)))
        using (writer.PushSequence(Tag(0)))
            writer.WriteCharacterString(UniversalTagNumber.IA5String, address, Tag(6));
    }

    static X509Extension Make(string identifier, bool critical, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            write(writer);
        return new X509Extension(identifier, writer.Encode(), critical);
    }

    static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);
}
