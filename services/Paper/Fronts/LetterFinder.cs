using KioskSim.Paper.Fonts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Fronts;

/// <summary>
/// Which glyph of which face in which size a letter on a front is. A face inks the same glyph in the same size to the same dots, so the
/// letter is found when they are the same to the last dot, and else not. For one page, whose sizes it learns.
/// </summary>
internal sealed class LetterFinder(FontSet fonts)
{
    /// <summary>Glyphs that are tried in the sizes of letters found before.</summary>
    const int Candidates = 32;

    /// <summary>The same when the sizes of all letters are known: small and condensed ones look like many.</summary>
    const int MoreCandidates = 250;

    /// <summary>Glyphs that are tried in all sizes.</summary>
    const int Thorough = 6;

    /// <summary>Dots a side; what is larger is a seal.</summary>
    const int Largest = 80;

    /// <summary>Hundredths of a point.</summary>
    const int SmallestType = 400;
    const int LargestType = 3000;
    const int RoundType = 50;

    /// <summary>Ten-thousandths, in whole hundredths.</summary>
    const int Narrowest = 5000;
    const int StretchStep = TypeSize.StretchUnit / 100;

    /// <summary>By how many dots a letter may be inked beyond its outline, or fall short of it, on both sides together.</summary>
    const float Beyond = 1.8f;
    const float Short = 2.2f;

    const float DotsPerHundredth = FrontForm.Dpi / 7200f;

    readonly List<TypeSize> _types = [];
    readonly OutlinePen _pen = new(new OutlineInker(FrontForm.Dpi), FrontForm.Dpi);

    /// <returns>By the pictures of letters; those that are no letters of the fonts are missing.</returns>
    public Dictionary<Bitmap, FoundLetter> Find(IEnumerable<Bitmap> letters)
    {
        var found = new Dictionary<Bitmap, FoundLetter>(ReferenceEqualityComparer.Instance);
        var rest = letters.Where(l => Math.Max(l.Width, l.Height) <= Largest).ToList();
        foreach (var (index, face) in fonts.Faces.Index())
        {
            if (rest.Count == 0)
                break;
            var shapes = LetterShapes.Of(face);
            foreach (var (candidates, thorough) in ((int, int)[])[(Candidates, Thorough), (MoreCandidates, 0)])
                rest.RemoveAll(l => Find(l, (byte)index, shapes.Nearest(l, candidates), thorough) is { } letter && found.TryAdd(l, letter));
        }

        return found;
    }

    FoundLetter? Find(Bitmap letter, byte face, ReadOnlySpan<ushort> nearest, int thorough)
    {
        foreach (var type in _types)
        {
            foreach (var glyph in nearest)
            {
                if (Find(letter, face, glyph, type) is { } found)
                    return found;
            }
        }

        foreach (var isRound in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var glyph in nearest[..thorough])
            {
                foreach (var type in Types(letter, fonts.Faces[face].Ink(glyph), isRound))
                {
                    if (Find(letter, face, glyph, type) is not { } found)
                        continue;
                    _types.Add(type);
                    return found;
                }
            }
        }

        return null;
    }

    FoundLetter? Find(Bitmap letter, byte face, ushort glyph, TypeSize type)
    {
        var (left, bottom, right, top) = fonts.Faces[face].Ink(glyph);
        var em = type.Hundredths * DotsPerHundredth / 1000;
        if (!MayBe(letter.Height, (top - bottom) * em) || !MayBe(letter.Width, (right - left) * em * type.Stretch / TypeSize.StretchUnit))
            return null;
        return _pen.Letter(fonts.Faces[face].Outline(glyph), type) is { } drawn && IsSame(drawn.Bitmap, letter)
            ? new FoundLetter(face, glyph, type, drawn.X, drawn.Y)
            : null;
    }

    /// <summary>Sizes in which a glyph is as large as a letter: as it is designed, or in a round size condensed.</summary>
    static IEnumerable<TypeSize> Types(Bitmap letter, (int Left, int Bottom, int Right, int Top) box, bool isRound)
    {
        var (width, height) = ((box.Right - box.Left) / 1000f, (box.Top - box.Bottom) / 1000f);
        if (width <= 0 || height <= 0)
            yield break;
        var (first, last) = height > width ? Range(letter.Height, height * DotsPerHundredth) : Range(letter.Width, width * DotsPerHundredth);
        for (var size = Math.Max(first, SmallestType); size <= Math.Min(last, LargestType); size++)
        {
            if (size % RoundType == 0 == isRound)
                yield return new TypeSize(size, TypeSize.StretchUnit);
        }

        (first, last) = Range(letter.Height, height * DotsPerHundredth);
        for (var size = Math.Max(first, SmallestType); isRound && size <= Math.Min(last, LargestType); size++)
        {
            if (size % RoundType != 0)
                continue;
            var (narrow, wide) = Range(letter.Width, width * DotsPerHundredth * size / TypeSize.StretchUnit);
            for (var stretch = Math.Max(Narrowest, narrow / StretchStep * StretchStep); stretch <= Math.Min(wide, TypeSize.StretchUnit - StretchStep); stretch += StretchStep)
                yield return new TypeSize(size, stretch);
        }
    }

    static bool MayBe(int dots, float extent) => dots <= extent + Beyond && dots >= extent - Short;

    static (int First, int Last) Range(int dots, float extentOfOne) =>
        ((int)MathF.Ceiling((dots - Beyond) / extentOfOne), (int)MathF.Min((dots + Short) / extentOfOne, int.MaxValue / 2));

    static bool IsSame(Bitmap a, Bitmap b) => (a.Width, a.Height) == (b.Width, b.Height) && a.Words.SequenceEqual(b.Words);
}

/// <summary>What a letter is.</summary>
/// <param name="X">Of the letter's picture from its origin, dots of 150 dpi.</param>
/// <param name="Y">Likewise.</param>
internal readonly record struct FoundLetter(byte Face, ushort Glyph, TypeSize Type, int X, int Y);
