using System.Globalization;
using System.Text;

namespace KioskSim.Paper.Ground;

/// <summary>The word that a copy of a certificate shows (けん制文字, 000-55).</summary>
public sealed record GroundWord
{
    public const int MostLetters = 6;

    /// <exception cref="ArgumentException">Not one to six printing characters.</exception>
    public GroundWord(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var letters = text.EnumerateRunes().ToArray();
        if (letters.Length > MostLetters || letters.Any(r => !Prints(r)))
            throw new ArgumentException($"The word of the ground has one to {MostLetters} letters.", nameof(text));
        Text = text;
    }

    /// <summary>What the issue papers of the first cities named.</summary>
    public static GroundWord Duplicate { get; } = new("複製");

    public string Text { get; }

    public override string ToString() => Text;

    static bool Prints(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.OtherLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.DecimalDigitNumber;
}
