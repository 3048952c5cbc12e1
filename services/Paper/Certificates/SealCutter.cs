using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>
/// Cuts seals from the letters' outlines: a mayor's square seal and a person's round one. Letters are stretched to fill their field and
/// thickened, as engravers do; being outlines, they are no text of the page.
/// </summary>
internal static class SealCutter
{
    /// <summary>Top of a letter's square above the baseline, ems.</summary>
    const float SquareTop = 0.88f;

    /// <summary>Letters leave air in their square; a seal does not.</summary>
    const float Fill = 1.04f;

    const int MaxText = 60;

    /// <summary>A double square frame around columns read from the right.</summary>
    public static void CutSquare(Canvas canvas, string text, Rect box)
    {
        var frame = new Outline();
        foreach (var (inset, weight) in ((float, float)[])[(0, 1.6f), (3, 0.7f)])
            AddFrame(frame, box.Inset(inset, inset), weight);
        canvas.List.Add(new InkedOutline(frame, 0));

        var letters = Letters(canvas, text);
        canvas.List.Add(new InkedOutline(Columns(canvas.Fonts, letters, letters.Count <= 4 ? 2 : 3, box.Inset(6.2f, 6.2f)), 0.5f));
    }

    /// <summary>A ring around columns read from the right; a name in Roman letters stands in lines, a word in each.</summary>
    public static void CutRound(Canvas canvas, SealImprint imprint, Vector2 centre)
    {
        var radius = imprint.Diameter / 2;
        var ring = new Outline();
        ring.AddCircle(centre, radius);
        ring.AddCircle(centre, radius - 0.07f * radius, inward: true);
        canvas.List.Add(new InkedOutline(ring, 0));

        var letters = Letters(canvas, imprint.Text);
        var columns = letters.Count <= 3 ? 1 : letters.Count <= 6 ? 2 : (int)Math.Ceiling(Math.Sqrt(letters.Count));
        var half = letters.Count switch
        {
            1 => new Vector2(0.68f, 0.68f),
            2 => new Vector2(0.5f, 0.8f),
            3 => new Vector2(0.42f, 0.82f),
            _ => new Vector2(0.65f, 0.65f),
        } * radius;
        var box = new Rect(centre.X - half.X, centre.Y - half.Y, 2 * half.X, 2 * half.Y);
        var isRoman = letters.TrueForAll(l => l.Advance < 1000);
        var cut = isRoman ? Lines(canvas, imprint.Text, box) : Columns(canvas.Fonts, letters, columns, box);
        canvas.List.Add(new InkedOutline(cut, 0.025f * radius));
    }

    static void AddFrame(Outline frame, Rect box, float weight)
    {
        frame.AddRectangle(box);
        var hole = box.Inset(weight, weight);
        frame.AddRectangle(new Rect(hole.Right, hole.Y, -hole.Width, hole.Height));
    }

    static List<ShapedGlyph> Letters(Canvas canvas, string text)
    {
        if (text.Length > MaxText)
            throw new TextDoesNotFitException("印影");
        var letters = new List<ShapedGlyph>();
        foreach (var glyph in canvas.Shaper.Shape(text))
        {
            if (glyph.Scalar is not (' ' or '\u3000'))
                letters.Add(glyph);
        }

        return letters;
    }

    /// <summary>Columns of nearly equal length, the right ones taking one more; letters of a short column are taller.</summary>
    static Outline Columns(FontSet fonts, List<ShapedGlyph> letters, int columns, Rect box)
    {
        var outline = new Outline();
        var width = box.Width / columns;
        for (var (column, first) = (0, 0); column < columns; column++)
        {
            var count = (letters.Count - first + columns - column - 1) / (columns - column);
            var height = box.Height / count;
            for (var row = 0; row < count; row++, first++)
                Cut(fonts, letters[first], new Rect(box.Right - (column + 1) * width, box.Y + row * height, width, height), outline);
        }

        return outline;
    }

    static Outline Lines(Canvas canvas, string text, Rect box)
    {
        var outline = new Outline();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var height = box.Height / words.Length;
        foreach (var (line, word) in words.Index())
        {
            var letters = Letters(canvas, word);
            var natural = letters.Sum(l => l.Advance) / 1000f;
            var size = Math.Min(height, box.Width / natural);
            var x = box.X + (box.Width - natural * size) / 2;
            var y = box.Y + line * height + (height - size) / 2;
            foreach (var letter in letters)
            {
                Cut(canvas.Fonts, letter, new Rect(x, y, letter.Advance / 1000f * size, size), outline);
                x += letter.Advance / 1000f * size;
            }
        }

        return outline;
    }

    static void Cut(FontSet fonts, ShapedGlyph letter, Rect field, Outline outline)
    {
        var scale = new Vector2(field.Width * 1000f / Math.Max(letter.Advance, 1), field.Height) * Fill;
        var centre = new Vector2(field.X + field.Width / 2, field.Y + field.Height / 2);
        var middle = new Vector2(letter.Advance / 2000f, SquareTop - 0.5f);
        var place = Matrix3x2.CreateTranslation(-middle) * Matrix3x2.CreateScale(scale.X, -scale.Y) * Matrix3x2.CreateTranslation(centre);
        outline.Append(fonts.Faces[letter.Face].Outline(letter.Id), place);
        if (letter.Mark is not { } mark)
            return;
        var shift = Matrix3x2.CreateTranslation(mark.Shift / 1000f, mark.Rise / 1000f);
        outline.Append(fonts.Faces[mark.Face].Outline(mark.Id), shift * place);
    }
}
