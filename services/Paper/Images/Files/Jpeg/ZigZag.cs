namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>Where the coefficients of a block go, in the order in which they are coded (T.81 figure A.6).</summary>
internal static class ZigZag
{
    /// <summary>
    /// Column by column, for the transform's sake, with fifteen further entries: a run of zeros may point beyond the block, and the check
    /// for it comes after the write.
    /// </summary>
    public static ReadOnlySpan<byte> Places => s_places;

    static readonly byte[] s_places = Build();

    static byte[] Build()
    {
        var places = new byte[64 + 16];
        places.AsSpan(64).Fill(63);
        var (row, column) = (0, 0);
        for (var i = 0; i < 64; i++)
        {
            places[i] = (byte)(8 * column + row);
            (row, column) = ((row + column) % 2, row, column) switch
            {
                (0, _, 7) => (row + 1, column),
                (0, 0, _) => (row, column + 1),
                (0, _, _) => (row - 1, column + 1),
                (_, 7, _) => (row, column + 1),
                (_, _, 0) => (row + 1, column),
                _ => (row + 1, column - 1),
            };
        }

        return places;
    }
}
