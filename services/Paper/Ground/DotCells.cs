using KioskSim.Paper.Images;

namespace KioskSim.Paper.Ground;

/// <summary>
/// Two screens that share cells, so that the tint is the same to the dot: the sheet is cut into diamonds whose middles stand on a grid of
/// 24 dots, staggered, and each holds either one dot of 6 x 6 or nine of 2 x 2. An eighth of the paper is inked, whatever is drawn.
/// </summary>
internal static class DotCells
{
    /// <summary>After which both screens repeat.</summary>
    public const int Pitch = 24;

    const int Coarse = 6;
    const int Fine = 2;
    const int HalfPitch = Pitch / 2;

    /// <summary>Of the first cell: odd, so that no fine dot lies across the edge of a tile.</summary>
    const int Middle = 7;

    static readonly (int X, int Y)[] FineDots = [(0, 0), (8, 0), (-8, 0), (0, 8), (0, -8), (4, 4), (4, -4), (-4, 4), (-4, -4)];

    /// <summary>Inks a tile: coarse where a cell's middle lies inside of a shape, else fine.</summary>
    /// <param name="tile">Sides are whole pitches; what leaves at one edge comes in at the other.</param>
    /// <param name="shape">As large as the tile.</param>
    public static void Ink(Bitmap tile, Bitmap shape)
    {
        for (var row = 0; row * HalfPitch < tile.Height; row++)
        {
            for (var x = Middle + row % 2 * HalfPitch; x < tile.Width; x += Pitch)
            {
                var y = Middle + row * HalfPitch;
                if (shape[x, y])
                {
                    tile.Fill(x - Coarse / 2, y - Coarse / 2, Coarse, Coarse);
                    continue;
                }

                foreach (var (dx, dy) in FineDots)
                    tile.Fill((x + dx - Fine / 2 + tile.Width) % tile.Width, (y + dy - Fine / 2 + tile.Height) % tile.Height, Fine, Fine);
            }
        }
    }
}
