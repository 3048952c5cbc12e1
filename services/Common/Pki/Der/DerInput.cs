using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Pki.Der;

/// <summary>Reading structures that a stranger sent: bounded in size, strict DER, and either read whole or not at all.</summary>
static class DerInput
{
    /// <param name="longest">More bytes than this are refused before one is read.</param>
    /// <param name="read">Reads the structure; throws <see cref="AsnContentException"/> for anything it does not accept.</param>
    public static bool TryRead<T>(ReadOnlyMemory<byte> bytes, int longest, Func<AsnReader, T> read, [NotNullWhen(true)] out T? value)
        where T : class
    {
        value = null;
        if (bytes.Length > longest)
            return false;
        try
        {
            var reader = new AsnReader(bytes, AsnEncodingRules.DER);
            var result = read(reader);
            reader.ThrowIfNotEmpty();
            value = result;
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>The Time of RFC 5280, section 4.1.2.5: years from 2050 on in four digits, earlier ones in two.</summary>
    public static DateTimeOffset ReadTime(this AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
            ? reader.ReadUtcTime(twoDigitYearMax: 2049)
            : reader.ReadWholeSeconds();

    /// <summary>GeneralizedTime as RFC 5280 and RFC 6960 allow it: without fractions of a second.</summary>
    public static DateTimeOffset ReadWholeSeconds(this AsnReader reader)
    {
        var time = reader.ReadGeneralizedTime();
        return time.Ticks % TimeSpan.TicksPerSecond == 0 ? time : throw new AsnContentException("A time with a fraction of a second.");
    }

    /// <summary>ENUMERATED of one byte.</summary>
    public static int ReadSmallEnumerated(this AsnReader reader) =>
        reader.ReadEnumeratedBytes() is { Length: 1 } value
            ? value.Span[0]
            : throw new AsnContentException("An enumeration of another size.");

    /// <summary>OCTET STRING, without a copy.</summary>
    public static ReadOnlyMemory<byte> ReadOctets(this AsnReader reader, Asn1Tag? tag = null) =>
        reader.TryReadPrimitiveOctetString(out var value, tag) ? value : throw new AsnContentException("A constructed octet string.");

    /// <summary>BIT STRING of whole bytes, without a copy.</summary>
    public static ReadOnlyMemory<byte> ReadWholeBits(this AsnReader reader) =>
        reader.TryReadPrimitiveBitString(out var unused, out var value) && unused == 0
            ? value
            : throw new AsnContentException("A bit string of no whole number of bytes.");

    /// <summary>Name, as its bytes: most names are compared with what they were copied from, and need not be taken apart.</summary>
    public static ReadOnlyMemory<byte> ReadName(this AsnReader reader) =>
        reader.NextIs(Asn1Tag.Sequence) ? reader.ReadEncodedValue() : throw new AsnContentException("No name.");

    /// <summary>INTEGER that counts something: what is too large to matter is as large as can be, less than none is refused.</summary>
    public static int ReadCount(this AsnReader reader, Asn1Tag? tag = null)
    {
        var value = reader.ReadIntegerBytes(tag).Span;
        if (value[0] >= 0x80)
            throw new AsnContentException("Less than none.");
        if (value.Length > sizeof(int))
            return int.MaxValue;
        var count = 0;
        foreach (var digit in value)
            count = count << 8 | digit;
        return count;
    }

    /// <summary>SEQUENCE SIZE (1..MAX) OF, with a limit: what is read is held in memory and compared.</summary>
    /// <param name="sequence">What is inside of it.</param>
    public static List<T> ReadMany<T>(this AsnReader sequence, int most, Func<AsnReader, T> read)
    {
        List<T> values = [];
        do
        {
            if (values.Count == most)
                throw new AsnContentException("Too many of one kind.");
            values.Add(read(sequence));
        }
        while (sequence.HasData);
        return values;
    }

    /// <summary>BOOLEAN DEFAULT FALSE.</summary>
    public static bool ReadFlag(this AsnReader reader, Asn1Tag tag) => reader.NextIs(tag) && reader.ReadBoolean(tag);

    public static bool NextIs(this AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);

    public static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);

    /// <summary>The object identifier of an AlgorithmIdentifier whose parameters are absent or NULL.</summary>
    public static string ReadPlainAlgorithm(this AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var identifier = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        return identifier;
    }

    /// <summary>Extensions of RFC 5280, section 4.1: at least one, each identifier once.</summary>
    public static Dictionary<string, ExtensionValue> ReadExtensions(this AsnReader reader)
    {
        var list = reader.ReadSequence();
        var extensions = new Dictionary<string, ExtensionValue>(8, StringComparer.Ordinal);
        do
        {
            var extension = list.ReadSequence();
            var identifier = extension.ReadObjectIdentifier();
            var critical = extension.NextIs(Asn1Tag.Boolean) && extension.ReadBoolean();
            var value = new ExtensionValue(critical, extension.ReadOctets());
            extension.ThrowIfNotEmpty();
            if (!extensions.TryAdd(identifier, value))
                throw new AsnContentException("The same extension twice.");
        }
        while (list.HasData);
        return extensions;
    }

    /// <summary>The key identifier of an AuthorityKeyIdentifier, if it has one.</summary>
    public static ReadOnlyMemory<byte> ReadAuthorityKeyIdentifier(this ExtensionValue extension)
    {
        var sequence = extension.Reader().ReadSequence();
        return sequence.NextIs(Context(0)) ? sequence.ReadOctets(Context(0)) : default;
    }

    // The flags of .NET are the bytes of the bit string, the first one lowest.
    public static X509KeyUsageFlags ReadKeyUsage(this ExtensionValue extension) =>
        extension.Reader().TryReadPrimitiveBitString(out _, out var bits) && bits.Length is 1 or 2
            ? (X509KeyUsageFlags)(bits.Span[0] | (bits.Length == 2 ? bits.Span[1] << 8 : 0))
            : throw new AsnContentException("A key usage of another size.");
}

/// <summary>An extension as it stands in a certificate, request, response or list.</summary>
readonly record struct ExtensionValue(bool Critical, ReadOnlyMemory<byte> Value)
{
    public AsnReader Reader() => new(Value, AsnEncodingRules.DER);
}
