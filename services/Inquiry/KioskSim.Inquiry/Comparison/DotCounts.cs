using System.Numerics;
using System.Runtime.CompilerServices;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Comparison;

/// <summary>A row of 300 dpi as shares of two rows of 600 dpi: ink, ink beside paper, paper beside ink, and ground where neither is.</summary>
internal readonly ref struct DotCounts(int width)
{
    /// <summary>Dots of the printer to one of the comparison.</summary>
    public const int Dots = SheetInk.Dpi / PrintTones.Dpi;

    const float Share = 1f / (Dots * Dots);

    public Span<float> Ink { get; } = new float[width];

    /// <summary>Of the ink, what has paper beside it: hairlines are nothing else.</summary>
    public Span<float> Rims { get; } = new float[width];

    /// <summary>Dots beside ink.</summary>
    public Span<float> Edges { get; } = new float[width];

    public Span<float> Ground { get; } = new float[width];

    /// <param name="ink">600 dpi; likewise the ground.</param>
    /// <param name="x">Of the first dot, 300 dpi.</param>
    /// <param name="y">Of the row, 300 dpi.</param>
    public void Take(Bitmap ink, Bitmap ground, int x, int y)
    {
        Ink.Clear();
        Rims.Clear();
        Edges.Clear();
        Ground.Clear();
        Span<ulong> edges = stackalloc ulong[ink.Stride], rims = stackalloc ulong[ink.Stride], below = stackalloc ulong[ink.Stride];
        for (var row = Dots * y; row < Dots * (y + 1); row++)
        {
            Beside(ink, row, 0, edges);
            Beside(ink, row, ulong.MaxValue, rims);
            for (var i = 0; i < below.Length; i++)
                below[i] = ground.Row(row)[i] & ~(ink.Row(row)[i] | edges[i]);
            Add(ink.Row(row), x, Ink);
            Add(rims, x, Rims);
            Add(edges, x, Edges);
            Add(below, x, Ground);
        }
    }

    /// <summary>A whole bitmap of 600 dpi.</summary>
    public static Plane Of(Bitmap dots)
    {
        var plane = new Plane(dots.Width / Dots, dots.Height / Dots);
        for (var y = 0; y < Dots * plane.Height; y++)
            Add(dots.Row(y), 0, plane.Row(y / Dots));
        return plane;
    }

    /// <summary>The dots of a row that touch ink with one side and are none, or the other way round.</summary>
    /// <param name="flip">All bits, for what touches paper.</param>
    static void Beside(Bitmap ink, int y, ulong flip, Span<ulong> edges)
    {
        var row = ink.Row(y);
        var above = ink.Row(Math.Max(0, y - 1));
        var below = ink.Row(Math.Min(ink.Height - 1, y + 1));
        for (var i = 0; i < row.Length; i++)
        {
            var here = row[i] ^ flip;
            var before = i > 0 ? (row[i - 1] ^ flip) << 63 : 0;
            var after = i < row.Length - 1 ? (row[i + 1] ^ flip) >> 63 : 0;
            edges[i] = (above[i] ^ flip | below[i] ^ flip | here >> 1 | before | here << 1 | after) & ~here;
        }
    }

    // As in Plane: over before it would be compiled well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add(ReadOnlySpan<ulong> dots, int from, Span<float> to)
    {
        for (var x = 0; x < to.Length; x++)
        {
            var at = Dots * (from + x);
            to[x] += Share * BitOperations.PopCount(dots[at >> 6] >> (62 - (at & 63)) & 3);
        }
    }
}
