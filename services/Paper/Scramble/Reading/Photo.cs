using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>A picture that is looked at between its dots, and in half its size.</summary>
internal static class Photo
{
    /// <summary>Grey at a point, in dots; a dot's centre is at its index. Beyond the edge the edge goes on.</summary>
    public static float At(GreyImage image, Vector2 point)
    {
        var (x, y) = (Math.Clamp(point.X, 0, image.Width - 1.001f), Math.Clamp(point.Y, 0, image.Height - 1.001f));
        var (left, top) = ((int)x, (int)y);
        var (right, down) = (x - left, y - top);
        var at = top * image.Width + left;
        var pixels = image.Pixels;
        var below = top + 1 < image.Height ? at + image.Width : at;
        var beside = left + 1 < image.Width ? 1 : 0;
        var upper = pixels[at] + right * (pixels[at + beside] - pixels[at]);
        var lower = pixels[below] + right * (pixels[below + beside] - pixels[below]);
        return upper + down * (lower - upper);
    }

    /// <summary>Each dot the mean of four; an odd row or column at the end is dropped.</summary>
    public static GreyImage Halve(GreyImage image)
    {
        var half = new GreyImage(Math.Max(1, image.Width / 2), Math.Max(1, image.Height / 2));
        for (var y = 0; y < half.Height; y++)
        {
            var upper = image.Row(Math.Min(2 * y, image.Height - 1));
            var lower = image.Row(Math.Min(2 * y + 1, image.Height - 1));
            var row = half.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var right = Math.Min(2 * x + 1, image.Width - 1);
                row[x] = (byte)((upper[2 * x] + upper[right] + lower[2 * x] + lower[right] + 2) >> 2);
            }
        }

        return half;
    }
}
