using System.Numerics;

namespace KioskSim.Paper.Images.Files.Samples;

/// <summary>PNG's row filters (PNG specification, clause 9), which PDF also has as predictors 10 to 15.</summary>
internal static class RowFilter
{
    public const byte None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <param name="row">A filtered row without its filter byte, undone in place.</param>
    /// <param name="above">The row above, undone; as long, zeros for the first.</param>
    /// <param name="step">Bytes to the same sample of the dot to the left.</param>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case None:
                break;
            case Sub:
                for (var i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case Up:
                UndoUp(row, above);
                break;
            case Average:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)((i < step ? above[i] : row[i - step] + above[i]) >> 1);
                break;
            case Paeth:
                UndoPaeth(row, above[..row.Length], step);
                break;
            default:
                throw ScanFileException.Damaged("A row has a filter that does not exist.");
        }
    }

    static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] += above[i];
    }

    static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (var i = 0; i < Math.Min(step, row.Length); i++)
            row[i] += above[i];
        for (var i = step; i < row.Length; i++)
        {
            int left = row[i - step], up = above[i], corner = above[i - step];
            int toLeft = Math.Abs(up - corner), toUp = Math.Abs(left - corner), toCorner = Math.Abs(left + up - 2 * corner);
            row[i] += (byte)(toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
        }
    }
}
