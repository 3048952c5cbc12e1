using System.Formats.Asn1;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>
/// A Name taken apart for comparison (RFC 5280, section 7.1): letter case, runs of blanks and the kind of string do not matter, the
/// order of its parts does.
/// </summary>
sealed class DistinguishedName
{
    // Between the attributes of one part; no attribute may contain it.
    const char Separator = '\0';

    readonly List<string> _parts = [];

    DistinguishedName(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        while (sequence.HasData)
            _parts.Add(ReadPart(sequence.ReadSetOf()));
    }

    public static readonly ReadOnlyMemory<byte> Empty = new byte[] { 0x30, 0x00 };

    /// <summary>E-mail addresses that stand among the attributes, as they were written.</summary>
    public List<string> EmailAddresses { get; } = [];

    /// <returns>Null for what is no name.</returns>
    public static DistinguishedName? TryRead(ReadOnlyMemory<byte> name) =>
        DerInput.TryRead(name, ParsedCertificate.Longest, reader => new DistinguishedName(reader), out var read) ? read : null;

    /// <summary>Whether two names are the same. What is no name is the same as its very bytes only.</summary>
    public static bool Same(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        one.Span.SequenceEqual(other.Span) ||
        (TryRead(one) is { } first && TryRead(other) is { } second && first._parts.SequenceEqual(second._parts));

    /// <summary>Whether this name lies in the subtree of which the other is the root.</summary>
    public bool IsWithin(DistinguishedName subtree) =>
        subtree._parts.Count <= _parts.Count && _parts.Take(subtree._parts.Count).SequenceEqual(subtree._parts);

    /// <summary>The name of a distribution point that is written as what it adds to its issuer's name.</summary>
    /// <param name="part">RelativeDistinguishedName, DER, with whatever tag.</param>
    /// <returns>Null when the issuer's name is none.</returns>
    public static byte[]? TryAppend(ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> part) =>
        DerInput.TryRead(issuer, ParsedCertificate.Longest, reader => Append(reader.ReadSequence(), part), out var name) ? name : null;

    static byte[] Append(AsnReader issuer, ReadOnlyMemory<byte> part)
    {
        var set = part.ToArray();
        set[0] = (byte)UniversalTagNumber.SetOf | 0x20; // constructed
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            while (issuer.HasData)
                writer.WriteEncodedValue(issuer.ReadEncodedValue().Span);
            writer.WriteEncodedValue(set);
        }

        return writer.Encode();
    }

    string ReadPart(AsnReader set)
    {
        List<string> attributes = [];
        do
        {
            var attribute = set.ReadSequence();
            var kind = attribute.ReadObjectIdentifier();
            var encoded = attribute.ReadEncodedValue();
            attribute.ThrowIfNotEmpty();
            var text = TextOf(encoded);
            if (kind == Oids.EmailAddress)
                EmailAddresses.Add(text ?? "");
            attributes.Add($"{kind}={(text is null ? '#' + Convert.ToHexString(encoded.Span) : Prepare(text))}");
        }
        while (set.HasData);
        attributes.Sort(StringComparer.Ordinal);
        return string.Join(Separator, attributes);
    }

    /// <returns>Null for what is no string, or none of its kind: its bytes are compared instead.</returns>
    static string? TextOf(ReadOnlyMemory<byte> encoded)
    {
        var reader = new AsnReader(encoded, AsnEncodingRules.DER);
        var tag = reader.PeekTag();
        var kind = (UniversalTagNumber)tag.TagValue;
        if (tag.TagClass != TagClass.Universal || kind is not (UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString
            or UniversalTagNumber.IA5String or UniversalTagNumber.T61String or UniversalTagNumber.BMPString))
            return null;
        try
        {
            return reader.ReadCharacterString(kind);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // RFC 4518 without its compatibility forms: this build has no tables for them, so a name in another form is another name.
    static string Prepare(string text) => text.Contains(Separator)
        ? throw new AsnContentException("A name with a NUL in it.")
        : string.Join(' ', text.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
