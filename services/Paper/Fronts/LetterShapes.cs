using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Fronts;

/// <summary>The glyphs of a face as coarse shapes, so that of 60,000 the few that a picture may show are found at once.</summary>
internal sealed class LetterShapes
{
    /// <summary>Cells of a shape a side, whatever the letter's proportions; each says in a byte how much of it is ink.</summary>
    const int Side = 8;
    const int Cells = Side * Side;

    /// <summary>
    /// As many dots an em as 10.5 points have at 150 dpi, which is about what most text has; drawn as for 600, a dot is cut into a quarter
    /// of the scan lines.
    /// </summary>
    static readonly TypeSize Drawn = new(1050 / PrintedFront.Scale, TypeSize.StretchUnit);

    static readonly ConditionalWeakTable<Face, LetterShapes> All = [];

    readonly byte[] _shapes;

    LetterShapes(Face face)
    {
        _shapes = new byte[face.GlyphCount * Cells];
        Parallel.For(0, face.GlyphCount, () => new OutlinePen(new OutlineInker(SheetInk.Dpi), SheetInk.Dpi), (glyph, _, pen) =>
        {
            if (pen.Letter(face.Outline((ushort)glyph), Drawn) is { } letter)
                Shape(letter.Bitmap, _shapes.AsSpan(glyph * Cells, Cells));
            return pen;
        }, static _ => { });
    }

    /// <summary>Made at the first use of a face and kept.</summary>
    public static LetterShapes Of(Face face) => All.GetValue(face, static f => new LetterShapes(f));

    /// <summary>The glyphs that look most like a letter.</summary>
    /// <returns>Best first.</returns>
    public ushort[] Nearest(Bitmap letter, int count)
    {
        var found = new ushort[count];
        Span<byte> wanted = stackalloc byte[Cells];
        Shape(letter, wanted);
        Span<int> distances = stackalloc int[found.Length];
        distances.Fill(int.MaxValue);
        for (var glyph = 0; glyph < _shapes.Length / Cells; glyph++)
        {
            var distance = Distance(wanted, _shapes.AsSpan(glyph * Cells, Cells));
            if (distance >= distances[^1])
                continue;
            var at = found.Length - 1;
            for (; at > 0 && distances[at - 1] > distance; at--)
                (distances[at], found[at]) = (distances[at - 1], found[at - 1]);
            (distances[at], found[at]) = (distance, (ushort)glyph);
        }

        return found;
    }

    static void Shape(Bitmap letter, Span<byte> cells)
    {
        // A dot of the letter is a box of Side x Side small ones, a cell one of Width x Height: whole numbers, no edges lost.
        Span<int> sums = stackalloc int[Cells];
        sums.Clear();
        for (var y = 0; y < letter.Height; y++)
        {
            for (var x = 0; x < letter.Width; x++)
            {
                if (letter[x, y])
                    Add(sums, x * Side, y * Side, letter.Width, letter.Height);
            }
        }

        for (var i = 0; i < Cells; i++)
            cells[i] = (byte)(255 * sums[i] / (letter.Width * letter.Height));
    }

    static void Add(Span<int> sums, int left, int top, int width, int height)
    {
        for (var row = top / height; row * height < top + Side; row++)
        {
            var down = Math.Min(top + Side, (row + 1) * height) - Math.Max(top, row * height);
            for (var column = left / width; column * width < left + Side; column++)
                sums[row * Side + column] += down * (Math.Min(left + Side, (column + 1) * width) - Math.Max(left, column * width));
        }
    }

    // Sheets are compared by a command that ends after one: it would be over before the compiler came back to these lines.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Distance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = Vector256<ushort>.Zero;
        for (; a.Length > 0; a = a[Vector256<byte>.Count..], b = b[Vector256<byte>.Count..])
        {
            var (x, y) = (Vector256.Create(a), Vector256.Create(b));
            var (low, high) = Vector256.Widen(Vector256.Max(x, y) - Vector256.Min(x, y));
            sum += low + high;
        }

        return Vector256.Sum(sum);
    }
}
