using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace KioskSim.Paper.Ground;

/// <summary>The word that a copy of a certificate shows (けん制文字, 000-55).</summary>
public sealed record GroundWord
{
    public const int MostLetters = 6;

    /// <exception cref="ArgumentException">Not one to six printing characters.</exception>
    public GroundWord(string text) =>
        Text = IsWord(text) ? text : throw new ArgumentException($"The word of the ground has one to {MostLetters} letters.", nameof(text));

    /// <summary>As the papers of the first cities have it.</summary>
    public static GroundWord Duplicate { get; } = new("複製");

    public string Text { get; }

    public override string ToString() => Text;

    public static bool TryParse(string text, [NotNullWhen(true)] out GroundWord? word) => (word = IsWord(text) ? new(text) : null) is not null;

    static bool IsWord(string text) =>
        text.EnumerateRunes().ToArray() is { Length: >= 1 and <= MostLetters } letters && Array.TrueForAll(letters, Prints);

    static bool Prints(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.OtherLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.DecimalDigitNumber;
}
