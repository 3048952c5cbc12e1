using System.Text;

namespace KioskSim.Checkers.Sheets;

/// <summary>Text so that a register's and a sheet's can be compared: without spaces and glyph variants, wide and narrow letters the same.</summary>
public static class PlainText
{
    /// <summary>From a wide letter, digit or sign to the narrow one.</summary>
    const int Wide = 0xFF01 - '!';

    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && rune.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)))
                plain.Append(rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - Wide) : rune);
        }

        return plain.ToString();
    }
}
