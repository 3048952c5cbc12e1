namespace KioskSim.Paper.Images.Files.Samples;

/// <summary>Where the first row and the first column of a stored picture are to be seen, by the numbers of TIFF and EXIF (tag 274).</summary>
internal enum Orientation
{
    TopLeft = 1,
    TopRight,
    BottomRight,
    BottomLeft,
    LeftTop,
    RightTop,
    RightBottom,
    LeftBottom,
}

internal static class Orientations
{
    /// <summary>Dots copied together, so that rows of both pictures stay in the cache while one runs down the columns of the other.</summary>
    const int Tile = 32;

    /// <summary>A number from a file; what is not one of the eight is upright.</summary>
    public static Orientation Of(uint number) => number is >= 1 and <= 8 ? (Orientation)number : Orientation.TopLeft;

    public static bool SwapsSides(this Orientation orientation) => orientation >= Orientation.LeftTop;

    /// <summary>Another orientation, turned clockwise.</summary>
    /// <param name="quarters">Quarter turns; any number.</param>
    public static Orientation Turned(this Orientation orientation, int quarters)
    {
        for (quarters &= 3; quarters > 0; quarters--)
        {
            orientation = orientation switch
            {
                Orientation.TopLeft => Orientation.RightTop,
                Orientation.RightTop => Orientation.BottomRight,
                Orientation.BottomRight => Orientation.LeftBottom,
                Orientation.LeftBottom => Orientation.TopLeft,
                Orientation.TopRight => Orientation.RightBottom,
                Orientation.RightBottom => Orientation.BottomLeft,
                Orientation.BottomLeft => Orientation.LeftTop,
                _ => Orientation.TopRight,
            };
        }

        return orientation;
    }

    /// <summary>The picture as it is to be seen; the same object when it was stored so.</summary>
    public static GreyImage Upright(this GreyImage stored, Orientation orientation, ScanBudget budget)
    {
        if (orientation == Orientation.TopLeft)
            return stored;
        var swaps = orientation.SwapsSides();
        var seen = swaps ? budget.Picture(stored.Height, stored.Width) : budget.Picture(stored.Width, stored.Height);
        // One dot to the right in the stored picture is `right` further in the seen one, one dot down is `down` further.
        var (first, right, down) = Walk(orientation, seen.Width, seen.Height);
        for (var top = 0; top < stored.Height; top += Tile)
        {
            budget.Step((long)Math.Min(Tile, stored.Height - top) * stored.Width);
            for (var left = 0; left < stored.Width; left += Tile)
            {
                for (var y = top; y < Math.Min(top + Tile, stored.Height); y++)
                {
                    var row = stored.Row(y)[left..Math.Min(left + Tile, stored.Width)];
                    var at = first + left * right + y * down;
                    foreach (var dot in row)
                    {
                        seen.Pixels[at] = dot;
                        at += right;
                    }
                }
            }
        }

        return seen;
    }

    static (int First, int Right, int Down) Walk(Orientation orientation, int width, int height) => orientation switch
    {
        Orientation.TopRight => (width - 1, -1, width),
        Orientation.BottomRight => (width * height - 1, -1, -width),
        Orientation.BottomLeft => (width * (height - 1), 1, -width),
        Orientation.LeftTop => (0, width, 1),
        Orientation.RightTop => (width - 1, width, -1),
        Orientation.RightBottom => (width * height - 1, -width, -1),
        Orientation.LeftBottom => (width * (height - 1), -width, 1),
        _ => (0, 1, width),
    };
}
