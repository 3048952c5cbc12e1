using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Raster;

/// <summary>What of a picture is inked at all.</summary>
internal static class Inked
{
    /// <returns>The picture without its empty borders, or null for an empty one.</returns>
    /// <param name="x">Where its left edge lies.</param>
    /// <param name="y">Where its upper edge lies.</param>
    public static PlacedBitmap? Trim(Bitmap bitmap, int x, int y)
    {
        var (top, bottom) = (0, bitmap.Height);
        while (top < bottom && IsEmpty(bitmap.Row(top)))
            top++;
        while (bottom > top && IsEmpty(bitmap.Row(bottom - 1)))
            bottom--;
        if (top == bottom)
            return null;

        var columns = new ulong[bitmap.Stride];
        for (var row = top; row < bottom; row++)
        {
            for (var word = 0; word < columns.Length; word++)
                columns[word] |= bitmap.Row(row)[word];
        }

        var first = Array.FindIndex(columns, c => c != 0);
        var last = Array.FindLastIndex(columns, c => c != 0);
        var left = 64 * first + BitOperations.LeadingZeroCount(columns[first]);
        var right = 64 * last + 64 - BitOperations.TrailingZeroCount(columns[last]);
        if ((left, top, right, bottom) == (0, 0, bitmap.Width, bitmap.Height))
            return new(bitmap, x, y);
        var trimmed = new Bitmap(right - left, bottom - top);
        trimmed.Or(bitmap, -left, -top);
        return new(trimmed, x + left, y + top);
    }

    static bool IsEmpty(ReadOnlySpan<ulong> row) => !row.ContainsAnyExcept(0ul);
}
