namespace KioskSim.Paper.Typesetting;

/// <summary>A glyph before it has a place.</summary>
/// <param name="Advance">To the next glyph, thousandths of an em.</param>
/// <param name="Mark">Drawn on it, when the font has no glyph for both together.</param>
internal readonly record struct ShapedGlyph(byte Face, ushort Id, int Advance, int Scalar, int Modifier, ShapedMark? Mark = null);

/// <summary>A combining mark on a letter: where it is drawn from the letter's start and baseline, thousandths of an em.</summary>
internal readonly record struct ShapedMark(byte Face, ushort Id, int Shift, int Rise);

internal static class CombiningMarks
{
    public static bool Contains(int scalar) => scalar is >= 0x300 and <= 0x36F || IsKanaMark(scalar);

    /// <summary>The combining voiced and semi-voiced sound marks.</summary>
    public static bool IsKanaMark(int scalar) => scalar is 0x3099 or 0x309A;
}
