using System.Formats.Asn1;
using System.Text;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>The choices of GeneralName with their tags (RFC 5280, section 4.2.1.6).</summary>
enum GeneralNameKind
{
    Other,
    Email,
    Dns,
    X400,
    Directory,
    EdiParty,
    Uri,
    IpAddress,
    RegisteredId,
}

/// <param name="Value">Of a directory name the Name, DER; of the others what stands inside of the tag.</param>
readonly record struct GeneralName(GeneralNameKind Kind, ReadOnlyMemory<byte> Value)
{
    /// <summary>A certificate or list with more names in one place is not read: each may be compared with each.</summary>
    const int Most = 256;

    /// <summary>Of e-mail, DNS and URI: ASCII, which reading has made sure of.</summary>
    public string Text => Encoding.ASCII.GetString(Value.Span);

    public static GeneralName Read(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.TagClass != TagClass.ContextSpecific || tag.TagValue > (int)GeneralNameKind.RegisteredId)
            throw new AsnContentException("No general name.");
        var kind = (GeneralNameKind)tag.TagValue;
        if (kind == GeneralNameKind.Directory)
        {
            var field = reader.ReadSequence(tag);
            var name = new GeneralName(kind, field.ReadName());
            field.ThrowIfNotEmpty();
            return name;
        }

        var value = reader.PeekContentBytes();
        reader.ReadEncodedValue();
        return kind is GeneralNameKind.Email or GeneralNameKind.Dns or GeneralNameKind.Uri && !Ascii.IsValid(value.Span)
            ? throw new AsnContentException("A name in other than ASCII.")
            : new GeneralName(kind, value);
    }

    /// <param name="names">What is inside of GeneralNames: at least one.</param>
    public static List<GeneralName> ReadAll(AsnReader names) => names.ReadMany(Most, Read);

    public bool IsSameAs(GeneralName other) => Kind == other.Kind &&
        (Kind == GeneralNameKind.Directory ? DistinguishedName.Same(Value, other.Value) : Value.Span.SequenceEqual(other.Value.Span));
}
