namespace KioskSim.Inquiry.Comparison;

/// <summary>
/// By how much a scan lies beside the front from place to place: rollers slip, lenses bend. Smooth, and zero where nothing is printed that
/// could say. Dots of 300 dpi.
/// </summary>
internal sealed class Unevenness
{
    /// <summary>10.8 mm.</summary>
    const int Tile = 128;

    /// <summary>Half a millimetre.</summary>
    const float Most = 6;

    /// <summary>So much has to speak for a move: about a line of text.</summary>
    const float Inertia = 2;

    readonly int _columns;
    readonly int _rows;
    readonly float[] _x;
    readonly float[] _y;

    /// <param name="expected">The front, in the scan's tones.</param>
    /// <param name="seen">The scan, laid over it.</param>
    public Unevenness(Plane expected, Plane seen)
    {
        (_columns, _rows) = (expected.Width / Tile + 1, expected.Height / Tile + 1);
        (_x, _y) = (new float[_columns * _rows], new float[_columns * _rows]);
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
                (_x[row * _columns + column], _y[row * _columns + column]) = Move(expected, seen, column * Tile, row * Tile);
        }
    }

    public (float X, float Y) At(int x, int y)
    {
        var (column, row) = (Math.Min(x / Tile, _columns - 2), Math.Min(y / Tile, _rows - 2));
        var (right, down) = (x / (float)Tile - column, y / (float)Tile - row);
        var at = row * _columns + column;
        return (Between(_x, at, right, down), Between(_y, at, right, down));
    }

    float Between(float[] moves, int at, float right, float down) =>
        (1 - down) * ((1 - right) * moves[at] + right * moves[at + 1])
        + down * ((1 - right) * moves[at + _columns] + right * moves[at + _columns + 1]);

    /// <summary>Least squares over a tile to each side of a corner.</summary>
    static (float X, float Y) Move(Plane expected, Plane seen, int middleX, int middleY)
    {
        float xx = Inertia, xy = 0, yy = Inertia, xr = 0, yr = 0;
        for (var y = Math.Max(1, middleY - Tile); y < Math.Min(expected.Height - 1, middleY + Tile); y++)
        {
            var above = seen.Row(y - 1);
            var row = seen.Row(y);
            var below = seen.Row(y + 1);
            var wanted = expected.Row(y);
            for (var x = Math.Max(1, middleX - Tile); x < Math.Min(expected.Width - 1, middleX + Tile); x++)
            {
                var (gx, gy, lacking) = ((row[x + 1] - row[x - 1]) / 2, (below[x] - above[x]) / 2, wanted[x] - row[x]);
                if (float.IsNaN(gx + gy + lacking))
                    continue;
                (xx, xy, yy, xr, yr) = (xx + gx * gx, xy + gx * gy, yy + gy * gy, xr + gx * lacking, yr + gy * lacking);
            }
        }

        var determinant = xx * yy - xy * xy;
        return (Math.Clamp((yy * xr - xy * yr) / determinant, -Most, Most), Math.Clamp((xx * yr - xy * xr) / determinant, -Most, Most));
    }
}
