using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Comparison;

/// <summary>A scan as it lies over a sheet.</summary>
internal static class LaidScan
{
    /// <summary>Dots at the edges of a scan, where what is beyond them has a part in every place.</summary>
    const float Margin = 8;

    /// <summary>Dots, between which a scan is taken to lie straight.</summary>
    const int Step = 16;

    /// <returns>The sheet's dots; no number where the scan does not reach.</returns>
    public static Plane Lay(Plane scan, Placement place, int width, int height, Unevenness? moved = null)
    {
        var laid = new Plane(width, height);
        Parallel.For(0, height, y =>
        {
            var row = laid.Row(y);
            var (from, to) = (At(0, y), At(Step, y));
            for (var x = 0; x < row.Length; x++)
            {
                if (x % Step == 0)
                    (from, to) = (At(x, y), At(x + Step, y));
                var (u, v) = (from.X + x % Step * (to.X - from.X) / Step, from.Y + x % Step * (to.Y - from.Y) / Step);
                row[x] = scan.Holds(u - Margin, v - Margin) && scan.Holds(u + Margin, v + Margin) ? scan.At(u, v) : float.NaN;
            }
        });
        return laid;

        (float X, float Y) At(int x, int y)
        {
            var (dx, dy) = moved?.At(x, y) ?? default;
            return place.At(x + dx - (width - 1) / 2.0, y + dy - (height - 1) / 2.0);
        }
    }

    /// <summary>The share of what is printed on a sheet that the scan does not reach.</summary>
    /// <param name="ground">As dark as the ground is at most.</param>
    public static double Unseen(Plane seen, Plane expected, float ground)
    {
        var (all, unseen) = (1, 0);
        for (var i = 0; i < seen.Ink.Length; i++)
        {
            if (expected.Ink[i] > ground)
                (all, unseen) = (all + 1, unseen + (float.IsNaN(seen.Ink[i]) ? 1 : 0));
        }

        return (double)unseen / all;
    }

    /// <summary>To be looked at, 150 dpi.</summary>
    public static GreyImage Picture(Plane seen)
    {
        var half = seen.Half();
        var picture = new GreyImage(half.Width, half.Height);
        for (var i = 0; i < half.Ink.Length; i++)
            picture.Pixels[i] = float.IsNaN(half.Ink[i]) ? byte.MaxValue : (byte)(255 - 255 * half.Ink[i]);
        return picture;
    }
}
