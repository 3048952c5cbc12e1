using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>
/// The inverse cosine transform of an 8 × 8 block (T.81 A.3.3) in whole numbers, eight rows or columns at a time. Constants have 13 bits
/// behind the point; the result is within one grey level of the exact one, on every machine the same.
/// </summary>
internal static class InverseDct
{
    const int Side = JpegFrame.BlockSide;
    const int Point = 13;

    /// <summary>Further bits kept between the two passes.</summary>
    const int Kept = 2;

    /// <summary>Both passes together make everything eight times too large.</summary>
    const int Eightfold = 3;

    // √2 · cos(kπ/16)
    const int C1 = 11_363, C2 = 10_703, C3 = 9_633, C5 = 6_436, C6 = 4_433, C7 = 2_260;

    /// <param name="block">64 coefficients, column by column, as are the factors.</param>
    /// <param name="dots">Where the block's first dot goes; as long as its last needs.</param>
    /// <param name="stride">Dots from a row to the next.</param>
    public static void Transform(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, Span<byte> dots, int stride)
    {
        Span<int> half = stackalloc int[Side * Side];
        Columns columns = default;
        for (var i = 0; i < Side; i++)
            columns[i] = Widen(block[(i * Side)..]) * Widen(factors[(i * Side)..]);
        Pass(ref columns, Point - Kept);

        // What was by column is by row from here: the one transposition that the two passes need.
        for (var column = 0; column < Side; column++)
        {
            var lanes = columns[column];
            for (var row = 0; row < Side; row++)
                half[row * Side + column] = lanes.GetElement(row);
        }

        for (var row = 0; row < Side; row++)
            columns[row] = Vector256.Create<int>(half.Slice(row * Side, Side));
        Pass(ref columns, Point + Kept + Eightfold);
        for (var row = 0; row < Side; row++)
        {
            // Saturated to a signed byte; black to white is then 128 higher.
            var words = Vector128.NarrowWithSaturation(columns[row].GetLower(), columns[row].GetUpper());
            var bytes = Vector128.NarrowWithSaturation(words, words).AsUInt64().ToScalar() ^ 0x8080_8080_8080_8080;
            MemoryMarshal.Write(dots[(row * stride)..], bytes);
        }
    }

    /// <summary>A block of a single grey: its mean is all that was coded.</summary>
    public static void Fill(int mean, Span<byte> dots, int stride)
    {
        // By the same two steps as the transform takes, so that both make the same of the same block.
        var once = (mean << Kept);
        var value = (byte)Math.Clamp(((once + (1 << (Kept + Eightfold - 1))) >> (Kept + Eightfold)) + 128, 0, 255);
        for (var row = 0; row < Side; row++)
            dots.Slice(row * stride, Side).Fill(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> Widen(ReadOnlySpan<short> row) => Vector256.WidenLower(Vector128.Create<short>(row[..Side]).ToVector256());

    /// <summary>One dimension, in every lane: even coefficients make what both halves have in common, odd ones what differs in sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pass(ref Columns x, int drop)
    {
        var round = Vector256.Create(1 << (drop - 1));
        var sum = ((x[0] + x[4]) << Point) + round;
        var difference = ((x[0] - x[4]) << Point) + round;
        var outer = x[2] * C2 + x[6] * C6;
        var inner = x[2] * C6 - x[6] * C2;
        var (e0, e1, e2, e3) = (sum + outer, difference + inner, difference - inner, sum - outer);
        var o0 = x[1] * C1 + x[3] * C3 + x[5] * C5 + x[7] * C7;
        var o1 = x[1] * C3 - x[3] * C7 - x[5] * C1 - x[7] * C5;
        var o2 = x[1] * C5 - x[3] * C1 + x[5] * C7 + x[7] * C3;
        var o3 = x[1] * C7 - x[3] * C5 + x[5] * C3 - x[7] * C1;
        (x[0], x[7]) = ((e0 + o0) >> drop, (e0 - o0) >> drop);
        (x[1], x[6]) = ((e1 + o1) >> drop, (e1 - o1) >> drop);
        (x[2], x[5]) = ((e2 + o2) >> drop, (e2 - o2) >> drop);
        (x[3], x[4]) = ((e3 + o3) >> drop, (e3 - o3) >> drop);
    }

    [InlineArray(Side)]
    struct Columns
    {
        Vector256<int> _first;
    }
}
