using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Symbols;

namespace KioskSim.Paper.Fronts;

/// <summary>A letter, seal or mark as it went to the printer, 600 dpi.</summary>
/// <param name="Ink">The same letter in the same size is the same bitmap.</param>
/// <param name="IsExact">
/// To the dot, but for where it lies: within half a dot of 150 dpi. Else it is the picture of 150 dpi itself, whose edges lie anywhere
/// within half a dot of it.
/// </param>
public sealed record PrintedLetter(PlacedBitmap Ink, bool IsExact);

/// <summary>
/// A front as it went to the printer, made again of the picture that the back carries: letters from the fonts at 600 dpi, for hairlines
/// and strokes are drawn alike at 150, and what is no letter of the fonts as it is.
/// </summary>
/// <param name="Rules">600 dpi; their edges lie within a dot of 150 dpi.</param>
public sealed record PrintedFront(IReadOnlyList<PrintedLetter> Letters, IReadOnlyList<DotBox> Rules)
{
    /// <summary>Dots of the printer to one of the picture.</summary>
    public const int Scale = SheetInk.Dpi / FrontForm.Dpi;

    /// <param name="front">As <see cref="FrontForm.Place"/> gives it.</param>
    /// <param name="fonts">That the city sets its certificates in.</param>
    public static PrintedFront Of(SymbolPage front, FontSet fonts)
    {
        var pictures = front.Ink.Select(l => l.Bitmap).ToHashSet<Bitmap>(ReferenceEqualityComparer.Instance);
        var found = new LetterFinder(fonts).Find(pictures);
        var printed = pictures.ToDictionary(p => p, p => found.TryGetValue(p, out var letter) ? (Drawn(letter, fonts), true) : (new PlacedBitmap(Enlarged(p), 0, 0), false));
        var letters = new List<PrintedLetter>(front.Ink.Count);
        foreach (var letter in front.Ink)
        {
            var (ink, isExact) = printed[letter.Bitmap];
            letters.Add(new PrintedLetter(ink.Moved(Scale * letter.X, Scale * letter.Y), isExact));
        }

        return new PrintedFront(letters, [.. front.Boxes.Select(b => new DotBox(Scale * b.X, Scale * b.Y, Scale * b.Width, Scale * b.Height))]);
    }

    /// <summary>From the upper left corner of the picture's.</summary>
    static PlacedBitmap Drawn(FoundLetter letter, FontSet fonts) =>
        GlyphCache.For(fonts, SheetInk.Dpi)[letter.Face, letter.Glyph, letter.Type]!.Value.Moved(-Scale * letter.X, -Scale * letter.Y);

    /// <summary>A dot is inked from a quarter of it on, so that an edge lies, in the mean, a dot of 600 dpi within the picture's.</summary>
    static Bitmap Enlarged(Bitmap letter)
    {
        var large = new Bitmap(Scale * letter.Width, Scale * letter.Height);
        for (var y = 0; y < letter.Height; y++)
        {
            for (var x = 0; x < letter.Width; x++)
            {
                if (letter[x, y])
                    large.Fill(Scale * x, Scale * y, Scale, Scale);
            }
        }

        return large;
    }
}
