namespace KioskSim.Paper;

/// <summary>What can go wrong on the way to a printed page. Messages name fields and code points, never the text of a person.</summary>
public abstract class PaperException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A font file is missing, broken, or of a kind that is not read (only TrueType outlines are).</summary>
public sealed class FontFileException(string message, Exception? inner = null) : PaperException(message, inner);

/// <summary>
/// A character, or a character with its variation selector, that the fonts cannot draw as it is. A certificate with a box or a gap in
/// a name would be wrong, so there is no page.
/// </summary>
public sealed class MissingGlyphException : PaperException
{
    /// <param name="scalar">The base character's code point.</param>
    /// <param name="selector">The variation selector's code point; 0 when the base character itself is missing.</param>
    public MissingGlyphException(int scalar, int selector = 0)
        : base(selector == 0
            ? $"No font has U+{scalar:X4}."
            : $"No font has U+{scalar:X4} U+{selector:X4}, and the base character alone was not allowed.")
    {
        Scalar = scalar;
        Selector = selector;
    }

    public int Scalar { get; }

    public int Selector { get; }
}

/// <summary>A text does not fit its cell even at the smallest size, narrowest width and most lines that stay legible.</summary>
public sealed class TextDoesNotFitException(string field) : PaperException($"The text of the field {field} does not fit its cell.")
{
    public string Field { get; } = field;
}

/// <summary>More sheets than one file holds.</summary>
public sealed class TooManySheetsException(int sheets, int most)
    : PaperException($"The certificate would have {sheets} sheets; a file holds {most}.");

/// <summary>A payload is larger than a scramble image can hold.</summary>
public sealed class ScrambleTooLargeException(int bytes, int most)
    : PaperException($"A scramble image holds {most} bytes; there are {bytes}.");

/// <summary>Bytes that are no coded page.</summary>
public sealed class SymbolFormatException(string what) : PaperException($"These bytes are no coded page: {what}.");
