using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Typesetting;

/// <summary>A letter as a shape: drawn where no text is meant to be found.</summary>
internal static class LetterShape
{
    /// <param name="size">Points an em.</param>
    /// <param name="place">From the middle of the letter's square, y downwards, to the page.</param>
    /// <exception cref="MissingGlyphException">No font has it.</exception>
    public static Outline Of(FontSet fonts, int scalar, float size, Matrix3x2 place)
    {
        var found = fonts.Find(scalar);
        if (!found.Exists)
            throw new MissingGlyphException(scalar);
        var face = fonts.Faces[found.Face];
        var outline = new Outline();
        outline.Append(face.Outline(found.Glyph),
            Matrix3x2.CreateTranslation(-face.Advance(found.Glyph) / 2000f, -Canvas.MiddleToBaseline) * Matrix3x2.CreateScale(size, -size) * place);
        return outline;
    }
}
