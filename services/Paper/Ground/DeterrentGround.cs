using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Ground;

/// <summary>
/// The copy-deterrent ground of a whole sheet (000-55, 002-10): turned rows of a word in coarse dots among fine ones of the same tint. A
/// copying machine keeps the coarse dots and loses the fine. Made once a word and shared; the same dots on every machine.
/// </summary>
public sealed class DeterrentGround
{
    /// <summary>Mincho's hairlines are thinner than the coarse dots lie apart: a stroke of this share of a letter goes round its outline.</summary>
    const float Thickening = 0.012f;

    static readonly ConditionalWeakTable<FontSet, ConcurrentDictionary<string, Lazy<DeterrentGround>>> Made = [];

    DeterrentGround(FontSet fonts, GroundWord word)
    {
        var letters = word.Text.EnumerateRunes().ToArray();
        Plan = new GroundPlan(letters.Length);
        Tile = new Bitmap(Plan.Width, Plan.Height);
        var shape = new Bitmap(Plan.Width, Plan.Height);
        foreach (var (index, letter) in letters.Index())
        {
            if (Shape(fonts, letter, index) is { } ink)
                Repeat(shape, ink);
        }

        DotCells.Ink(Tile, shape);
    }

    public GroundPlan Plan { get; }

    /// <summary>What is laid side by side from the sheet's upper left corner on; not to be written on.</summary>
    public Bitmap Tile { get; }

    /// <exception cref="MissingGlyphException">The fonts do not have a letter of the word.</exception>
    public static DeterrentGround Of(FontSet fonts, GroundWord word) =>
        Made.GetOrCreateValue(fonts).GetOrAdd(word.Text, _ => new(() => new DeterrentGround(fonts, word))).Value;

    /// <summary>Inks the ground of a sheet.</summary>
    /// <param name="sheet">600 dpi.</param>
    public void Ink(Bitmap sheet)
    {
        for (var y = 0; y < sheet.Height; y += Tile.Height)
        {
            for (var x = 0; x < sheet.Width; x += Tile.Width)
                sheet.Or(Tile, x, y);
        }
    }

    /// <summary>A letter wherever it stands in the tile, what reaches over an edge included.</summary>
    void Repeat(Bitmap shape, PlacedBitmap letter)
    {
        foreach (var (x, y) in Plan.Middles())
        {
            for (var i = -1; i <= 2; i++)
            {
                for (var j = -2; j <= 2; j++)
                    shape.Or(letter.Bitmap, x + letter.X + i * Plan.Width, y + letter.Y + j * Plan.Height);
            }
        }
    }

    /// <summary>A letter as it stands to its word's middle.</summary>
    PlacedBitmap? Shape(FontSet fonts, Rune rune, int index)
    {
        const float points = 72f / SheetInk.Dpi;
        const float size = GroundPlan.Letter * points;
        var start = (index * GroundPlan.LetterPitch - (Plan.Length - GroundPlan.Letter) / 2f) * points;
        var outline = LetterShape.Of(fonts, rune.Value, size, Matrix3x2.CreateTranslation(start, 0) * GroundPlan.Turn);
        return new OutlinePen(new OutlineInker(SheetInk.Dpi), SheetInk.Dpi).OnPage(new InkedOutline(outline, Thickening * size));
    }
}
