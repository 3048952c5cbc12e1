using System.Buffers.Text;
using System.Text;

namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>Reads values one after the other (ISO 32000-1, 7.2 and 7.3) from a file, an object stream or a page's content.</summary>
/// <param name="references">Whether two numbers and R are one value; in a page's content there are none.</param>
internal sealed class PdfParser(ReadOnlyMemory<byte> source, int position, ScanBudget budget, bool references = true)
{
    /// <summary>Arrays and dictionaries within each other.</summary>
    const int MostDepth = 24;

    /// <summary>What a value may take in memory at the least.</summary>
    const int ValueCost = 40;
    const int LongestName = 127;

    /// <summary>The longest strings that matter are palettes; of longer ones no more is kept.</summary>
    const int LongestText = 4_096;

    /// <summary>What comes at the end.</summary>
    public static readonly PdfWord End = new("");

    static readonly PdfWord s_arrayEnd = new("]"), s_dictionaryEnd = new(">>");

    int _depth;

    public int Position { get; private set; } = position;

    public ReadOnlyMemory<byte> Source => source;

    /// <summary>The next value or word; <see cref="End"/> at the end.</summary>
    public object? Next()
    {
        var start = Position;
        SkipWhite();
        budget.Step(ValueCost + Position - start);
        var rest = source.Span[Position..];
        if (rest.IsEmpty)
            return End;
        switch (rest[0])
        {
            case (byte)'/':
                Position++;
                return new PdfName(Name());
            case (byte)'(':
                return Literal();
            case (byte)'[':
                Position++;
                return Array();
            case (byte)']':
                Position++;
                return s_arrayEnd;
            case (byte)'<' when rest.Length > 1 && rest[1] == '<':
                Position += 2;
                return Dictionary();
            case (byte)'<':
                return Hex();
            case (byte)'>' when rest.Length > 1 && rest[1] == '>':
                Position += 2;
                return s_dictionaryEnd;
            case (byte)'{' or (byte)'}' or (byte)')' or (byte)'>':
                Position++;
                return new PdfWord("?");
            case (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.':
                return NumberOrReference();
            default:
                return Word();
        }
    }

    /// <summary>The next word, or none where something else stands.</summary>
    public bool Follows(string word)
    {
        var at = Position;
        if (Next() is PdfWord found && found.Value == word)
            return true;
        Position = at;
        return false;
    }

    /// <summary>A whole number, not negative.</summary>
    public int WholeNumber() => Next() is double and var value && PdfNumbers.IsWhole(value, out var number) && number >= 0
        ? number
        : throw ScanFileException.Damaged("The PDF lacks a number where one must be.");

    static bool IsWhite(byte value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    static bool IsDelimiter(byte value) => value is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{'
        or (byte)'}' or (byte)'/' or (byte)'%';

    void SkipWhite()
    {
        var span = source.Span;
        while (Position < span.Length)
        {
            if (span[Position] == '%')
            {
                var line = span[Position..].IndexOfAny((byte)'\n', (byte)'\r');
                Position = line < 0 ? span.Length : Position + line;
            }
            else if (!IsWhite(span[Position]))
            {
                return;
            }

            if (Position < span.Length)
                Position++;
        }
    }

    /// <summary>Bytes up to white or a delimiter.</summary>
    ReadOnlySpan<byte> Regular()
    {
        var rest = source.Span[Position..];
        var length = 0;
        while (length < rest.Length && !IsWhite(rest[length]) && !IsDelimiter(rest[length]))
            length++;
        Position += length;
        return rest[..length];
    }

    string Name()
    {
        var raw = Regular();
        if (raw.Length > LongestName)
            throw ScanFileException.Damaged("The PDF has a name that is too long.");
        if (!raw.Contains((byte)'#'))
            return Encoding.Latin1.GetString(raw);
        var name = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '#' && i + 2 < raw.Length && Utf8Parser.TryParse(raw.Slice(i + 1, 2), out byte value, out var used, 'x') && used == 2)
            {
                name.Append((char)value);
                i += 2;
            }
            else
            {
                name.Append((char)raw[i]);
            }
        }

        return name.ToString();
    }

    object? Word() => Regular() switch
    {
        var word when word.SequenceEqual("true"u8) => true,
        var word when word.SequenceEqual("false"u8) => false,
        var word when word.SequenceEqual("null"u8) => null,
        { Length: <= LongestName } word => new PdfWord(Encoding.Latin1.GetString(word)),
        _ => new PdfWord("?"),
    };

    object NumberOrReference()
    {
        var number = Number(Regular());
        if (!references || !PdfNumbers.IsWhole(number, out var first) || first < 0)
            return number;
        var at = Position;
        SkipWhite();
        var generation = Regular();
        if (generation.Length is > 0 and <= 5 && !generation.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            SkipWhite();
            if (Regular().SequenceEqual("R"u8))
                return new PdfReference(first);
        }

        Position = at;
        return number;
    }

    /// <summary>What is no number is 0, as other readers take it.</summary>
    static double Number(ReadOnlySpan<byte> text) =>
        text.Length <= 32 && Utf8Parser.TryParse(text, out double number, out var used) && used == text.Length && double.IsFinite(number) ? number : 0;

    object?[] Array()
    {
        var items = new List<object?>();
        Enter();
        object? item;
        while ((item = Next()) != (object)s_arrayEnd)
        {
            if (item is PdfWord)
                throw ScanFileException.Damaged("The PDF has an array that does not end.");
            budget.Decode(ValueCost);
            items.Add(item);
        }

        _depth--;
        return [.. items];
    }

    PdfDictionary Dictionary()
    {
        var dictionary = new PdfDictionary();
        Enter();
        object? key;
        while ((key = Next()) != (object)s_dictionaryEnd)
        {
            if (key is not PdfName name || Next() is var value && value is PdfWord)
                throw ScanFileException.Damaged("The PDF has a dictionary that is no pairs of names and values.");
            budget.Decode(2 * ValueCost + name.Value.Length);
            dictionary.Set(name.Value, value);
        }

        _depth--;
        return dictionary;
    }

    void Enter()
    {
        if (++_depth > MostDepth)
            throw ScanFileException.Damaged("The PDF has values too deep within each other.");
    }

    /// <summary>A string in parentheses; what escapes stand for is kept, for palettes are written so.</summary>
    byte[] Literal()
    {
        var start = Position;
        var span = source.Span;
        var bytes = new List<byte>();
        var open = 0;
        while (Position < span.Length)
        {
            var value = span[Position++];
            if (value == '\\' && Position < span.Length)
            {
                if (bytes.Count < LongestText)
                    Escape(span, bytes);
                else
                    Position++;
                continue;
            }

            open += value == '(' ? 1 : value == ')' ? -1 : 0;
            if (open == 0)
            {
                budget.Step(4L * (Position - start));
                return [.. bytes];
            }

            if ((open > 1 || value != '(') && bytes.Count < LongestText)
                bytes.Add(value);
        }

        throw Unended(start);
    }

    /// <summary>Looking for an end that is not there has cost the rest of the file, byte by byte, and is charged as such.</summary>
    ScanFileException Unended(int start)
    {
        budget.Step(4L * (source.Length - start));
        return ScanFileException.Damaged("The PDF has a string that does not end.");
    }

    void Escape(ReadOnlySpan<byte> span, List<byte> bytes)
    {
        var value = span[Position++];
        switch (value)
        {
            case (byte)'\r':
                Position += Position < span.Length && span[Position] == '\n' ? 1 : 0;
                break;
            case (byte)'\n':
                break;
            case >= (byte)'0' and <= (byte)'7':
                var code = value - '0';
                for (var i = 0; i < 2 && Position < span.Length && span[Position] is >= (byte)'0' and <= (byte)'7'; i++)
                    code = code << 3 | span[Position++] - '0';
                bytes.Add((byte)code);
                break;
            default:
                bytes.Add(value switch { (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, _ => value });
                break;
        }
    }

    byte[] Hex()
    {
        var rest = source.Span[(Position + 1)..];
        var end = rest.IndexOf((byte)'>');
        if (end < 0)
            throw Unended(Position);
        Position += end + 2;
        budget.Step(end);
        var (bytes, high) = (new List<byte>(), -1);
        foreach (var value in rest[..Math.Min(end, 2 * LongestText)])
        {
            var digit = HexDigit(value);
            if (digit < 0)
                continue;
            if (high >= 0)
                bytes.Add((byte)(high << 4 | digit));
            high = high < 0 ? digit : -1;
        }

        if (high >= 0)
            bytes.Add((byte)(high << 4));
        return [.. bytes];
    }

    static int HexDigit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };
}
