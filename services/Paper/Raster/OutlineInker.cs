using System.Buffers;
using System.Runtime.InteropServices;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Raster;

/// <summary>
/// Inks closed contours by the non-zero rule: each row of dots is cut into scan lines, the spans inside are measured along them, and a
/// dot is inked from a quarter of its area on. Half, as one would expect, breaks the hairlines of Mincho at 150 dpi. Whole numbers
/// only; of the fill and of the edge's stroke each has its own count of windings, so that one cannot undo the other.
/// </summary>
/// <param name="dpi">Decides into how many scan lines a dot is cut: there are at least 2,400 to an inch.</param>
internal sealed class OutlineInker(int dpi)
{
    /// <summary>Of a dot horizontally, of a scan line vertically.</summary>
    public const int Unit = 256;

    const int Half = Unit / 2;
    const int LinesPerInch = 2400;
    const int Fraction = 16;

    readonly List<Edge> _edges = [];
    int _left = int.MaxValue;
    int _right = int.MinValue;

    /// <summary>Scan lines a dot.</summary>
    public int Lines { get; } = (LinesPerInch + dpi - 1) / dpi;

    /// <param name="layer">0 or 1: fill or stroke.</param>
    public void Line((int X, int Y) from, (int X, int Y) to, int layer = 0)
    {
        _left = Math.Min(_left, Math.Min(from.X, to.X));
        _right = Math.Max(_right, Math.Max(from.X, to.X));
        var (first, end) = (LineFrom(from.Y), LineFrom(to.Y));
        if (first != end)
            _edges.Add(first < end ? new(from, to, first, end, layer << 1) : new(to, from, end, first, layer << 1 | 1));
    }

    /// <returns>What is inked, without empty borders, and begins anew; null when nothing is.</returns>
    public PlacedBitmap? Ink()
    {
        var edges = CollectionsMarshal.AsSpan(_edges);
        if (edges.IsEmpty)
            return null;
        var (top, bottom) = (int.MaxValue, int.MinValue);
        foreach (ref readonly var edge in edges)
            (top, bottom) = (Math.Min(top, edge.First), Math.Max(bottom, edge.End));
        var (x, y) = (FloorDiv(_left, Unit), FloorDiv(top, Lines));
        var bitmap = new Bitmap(FloorDiv(_right, Unit) + 1 - x, FloorDiv(bottom - 1, Lines) + 1 - y);
        Fill(bitmap, edges, x * Unit, y * Lines);
        _edges.Clear();
        (_left, _right) = (int.MaxValue, int.MinValue);
        return Inked.Trim(bitmap, x, y);
    }

    void Fill(Bitmap bitmap, ReadOnlySpan<Edge> edges, int left, int top)
    {
        // Where each line's crossings begin, and the crossings: position, layer, direction.
        var lines = bitmap.Height * Lines;
        var starts = ArrayPool<int>.Shared.Rent(lines + 2);
        Array.Clear(starts, 0, lines + 2);
        foreach (ref readonly var edge in edges)
        {
            for (var line = edge.First - top; line < edge.End - top; line++)
                starts[line + 2]++;
        }

        for (var line = 2; line < lines + 2; line++)
            starts[line] += starts[line - 1];
        var crossings = ArrayPool<int>.Shared.Rent(starts[lines + 1]);
        foreach (ref readonly var edge in edges)
        {
            var (x, step) = (edge.At(edge.First, left), edge.Step);
            for (var line = edge.First - top; line < edge.End - top; line++, x += step)
                crossings[starts[line + 1]++] = (int)(x >> Fraction) << 2 | edge.Kind;
        }

        var cover = ArrayPool<int>.Shared.Rent(bitmap.Width + 1);
        Array.Clear(cover, 0, bitmap.Width + 1);
        for (var row = 0; row < bitmap.Height; row++)
        {
            for (var line = row * Lines; line < (row + 1) * Lines; line++)
                Measure(crossings.AsSpan(starts[line]..starts[line + 1]), cover);
            SetDots(cover.AsSpan(0, bitmap.Width), bitmap.Row(row));
        }

        ArrayPool<int>.Shared.Return(cover);
        ArrayPool<int>.Shared.Return(crossings);
        ArrayPool<int>.Shared.Return(starts);
    }

    /// <summary>Adds what one line covers of each dot.</summary>
    static void Measure(Span<int> crossings, int[] cover)
    {
        Sort(crossings);
        var (fill, stroke, start) = (0, 0, 0);
        foreach (var crossing in crossings)
        {
            var wasOutside = (fill | stroke) == 0;
            var turn = 1 - ((crossing & 1) << 1);
            if ((crossing & 2) == 0)
                fill += turn;
            else
                stroke += turn;
            if (wasOutside)
                start = crossing >> 2;
            else if ((fill | stroke) == 0)
                Cover(cover, start, crossing >> 2);
        }
    }

    static void Cover(int[] cover, int start, int end)
    {
        var (first, last) = (start / Unit, end / Unit);
        if (first == last)
        {
            cover[first] += end - start;
            return;
        }

        cover[first] += (first + 1) * Unit - start;
        for (var dot = first + 1; dot < last; dot++)
            cover[dot] += Unit;
        cover[last] += end - last * Unit;
    }

    /// <summary>A line has few crossings, and those of neighbouring lines come in nearly the same order.</summary>
    static void Sort(Span<int> crossings)
    {
        for (var i = 1; i < crossings.Length; i++)
        {
            var (crossing, at) = (crossings[i], i);
            for (; at > 0 && crossings[at - 1] > crossing; at--)
                crossings[at] = crossings[at - 1];
            crossings[at] = crossing;
        }
    }

    void SetDots(Span<int> cover, Span<ulong> row)
    {
        var threshold = Lines * Unit / 4;
        for (var x = 0; x < cover.Length; x++)
        {
            if (cover[x] >= threshold)
                row[x >> 6] |= 1ul << (63 - (x & 63));
        }

        cover.Clear();
    }

    /// <summary>The first scan line whose middle lies at a height or below it.</summary>
    static int LineFrom(int y) => (y + Half - 1) >> 8;

    static int FloorDiv(int dividend, int divisor) => (dividend - (dividend < 0 ? divisor - 1 : 0)) / divisor;

    /// <param name="From">The upper end.</param>
    /// <param name="Kind">The layer, and whether the contour runs upwards here.</param>
    readonly record struct Edge((int X, int Y) From, (int X, int Y) To, int First, int End, int Kind)
    {
        /// <summary>From line to line.</summary>
        public long Step => ((long)(To.X - From.X) * Unit << Fraction) / (To.Y - From.Y);

        public long At(int line, int left) =>
            ((long)(From.X - left) << Fraction) + ((long)(To.X - From.X) * (line * Unit + Half - From.Y) << Fraction) / (To.Y - From.Y);
    }
}
