using System.Buffers.Binary;
using System.Text;

namespace KioskSim.Ipp;

/// <summary>A range of whole numbers, both ends in it (RFC 8011 section 5.1.14).</summary>
public readonly record struct IppRange(int From, int To);

/// <summary>
/// An attribute with one or more values of one kind: numbers for integer and enum, a flag for boolean, an <see cref="IppRange"/>, bytes for
/// the other binary ones, text for the rest.
/// </summary>
public sealed record IppAttribute(IppTag Tag, string Name, IReadOnlyList<object> Values)
{
    public static IppAttribute Integer(string name, int value) => new(IppTag.Integer, name, [value]);

    public static IppAttribute Enum(string name, int value) => new(IppTag.Enum, name, [value]);

    public static IppAttribute Range(string name, int from, int to) => new(IppTag.RangeOfInteger, name, [new IppRange(from, to)]);

    public static IppAttribute Flag(string name, bool value) => new(IppTag.Boolean, name, [value]);

    public static IppAttribute Keywords(string name, params string[] values) => new(IppTag.Keyword, name, values);

    public static IppAttribute Text(IppTag tag, string name, params string[] values) => new(tag, name, values);
}

/// <summary>A group of attributes: operation, job or printer.</summary>
public sealed record IppGroup(IppTag Tag, IReadOnlyList<IppAttribute> Attributes)
{
    public IppAttribute? this[string name] => Attributes.FirstOrDefault(a => a.Name == name);

    public string? Text(string name) => this[name]?.Values[0] as string;

    public int? Number(string name) => this[name]?.Values[0] as int?;

    public bool? Flag(string name) => this[name]?.Values[0] as bool?;

    /// <summary>All values that are text; none where there is no such attribute.</summary>
    public IEnumerable<string> Texts(string name) => this[name]?.Values.OfType<string>() ?? [];

    /// <summary>All values that are numbers.</summary>
    public IEnumerable<int> Numbers(string name) => this[name]?.Values.OfType<int>() ?? [];
}

/// <summary>
/// Encoding of RFC 8010 section 3: version, operation or status, request id, groups. The document of a Print-Job follows the message
/// and is not part of it.
/// </summary>
public sealed record IppMessage(ushort Code, int RequestId, IReadOnlyList<IppGroup> Groups)
{
    const int LongestValue = 1023;

    /// <summary>Major version in the upper byte, minor in the lower: 2.0 unless said otherwise.</summary>
    public ushort Version { get; init; } = 0x0200;

    public IppGroup? Group(IppTag tag) => Groups.FirstOrDefault(g => g.Tag == tag);

    public static IppMessage Request(IppOperation operation, int requestId, string printerUri, params IppAttribute[] more) =>
        new((ushort)operation, requestId, [Opening([IppAttribute.Text(IppTag.Uri, "printer-uri", printerUri), .. more])]);

    public static IppMessage Response(IppStatus status, int requestId, params IppGroup[] groups) =>
        new((ushort)status, requestId, [Opening([]), .. groups]);

    // RFC 8011 section 4.1.4: charset and language come first in every message.
    static IppGroup Opening(IEnumerable<IppAttribute> more) => new(IppTag.OperationAttributes,
    [
        IppAttribute.Text(IppTag.Charset, "attributes-charset", "utf-8"),
        IppAttribute.Text(IppTag.NaturalLanguage, "attributes-natural-language", "ja"),
        .. more,
    ]);

    public byte[] ToBytes()
    {
        var stream = new MemoryStream();
        Span<byte> header = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16BigEndian(header, Version);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], Code);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], RequestId);
        stream.Write(header);
        foreach (var group in Groups)
        {
            stream.WriteByte((byte)group.Tag);
            foreach (var attribute in group.Attributes)
                Write(stream, attribute);
        }

        stream.WriteByte((byte)IppTag.EndOfAttributes);
        return stream.ToArray();
    }

    static void Write(MemoryStream stream, IppAttribute attribute)
    {
        var name = attribute.Name;
        foreach (var value in attribute.Values)
        {
            stream.WriteByte((byte)attribute.Tag);
            WriteField(stream, Encoding.UTF8.GetBytes(name));
            WriteField(stream, value switch
            {
                bool flag => [flag ? (byte)1 : (byte)0],
                int number => BigEndian(number),
                IppRange range => [.. BigEndian(range.From), .. BigEndian(range.To)],
                byte[] bytes => bytes,
                _ => Encoding.UTF8.GetBytes((string)value),
            });
            name = ""; // further values of the same attribute carry no name
        }
    }

    static void WriteField(MemoryStream stream, byte[] field)
    {
        stream.WriteByte((byte)(field.Length >> 8));
        stream.WriteByte((byte)field.Length);
        stream.Write(field);
    }

    static byte[] BigEndian(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Reads a message from the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The message and whatever follows it.</param>
    /// <param name="length">How many bytes the message took: a document starts there.</param>
    /// <exception cref="FormatException">Not an IPP message, or cut short.</exception>
    public static IppMessage Parse(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new IppReader(bytes);
        var version = reader.UInt16();
        var code = reader.UInt16();
        var requestId = reader.Int32();
        var groups = new List<IppGroup>();
        var attributes = new List<IppAttribute>();
        List<object> values = [];
        while (true)
        {
            var tag = reader.Byte();
            if (tag == (byte)IppTag.EndOfAttributes)
                break;
            if (tag < 0x10)
            {
                attributes = [];
                groups.Add(new IppGroup((IppTag)tag, attributes));
                continue;
            }

            if (groups.Count == 0)
                throw new FormatException("An IPP attribute stands before any group.");
            var name = Encoding.UTF8.GetString(reader.Field(LongestValue));
            var value = Value((IppTag)tag, reader.Field(LongestValue));
            if (name.Length > 0)
                attributes.Add(new IppAttribute((IppTag)tag, name, values = [value]));
            else if (attributes.Count > 0)
                values.Add(value);
            else
                throw new FormatException("An IPP value without a name follows no attribute.");
        }

        length = reader.Position;
        return new IppMessage(code, requestId, groups) { Version = version };
    }

    static object Value(IppTag tag, ReadOnlySpan<byte> field) => tag switch
    {
        IppTag.Integer or IppTag.Enum when field.Length == sizeof(int) => BinaryPrimitives.ReadInt32BigEndian(field),
        IppTag.Integer or IppTag.Enum => throw new FormatException("An IPP number is four bytes."),
        IppTag.Boolean when field.Length == 1 => field[0] != 0,
        IppTag.Boolean => throw new FormatException("An IPP boolean is one byte."),
        IppTag.RangeOfInteger when field.Length == 2 * sizeof(int) =>
            new IppRange(BinaryPrimitives.ReadInt32BigEndian(field), BinaryPrimitives.ReadInt32BigEndian(field[sizeof(int)..])),
        IppTag.RangeOfInteger => throw new FormatException("An IPP range is eight bytes."),
        >= IppTag.OctetString and < IppTag.TextWithoutLanguage => field.ToArray(),
        _ => Encoding.UTF8.GetString(field),
    };
}
