using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Scramble.Wear;

/// <summary>What a scanner, or a telephone's camera, makes of a printed page.</summary>
public sealed record Scan
{
    public int Width { get; init; } = 2480;

    public int Height { get; init; } = 3508;

    /// <summary>Dots of the scan an inch of the page.</summary>
    public float Dpi { get; init; } = 300;

    /// <summary>How the page lies, degrees.</summary>
    public float Angle { get; init; }

    /// <summary>How much straight lines bulge, as a share, half a page's diagonal from the middle.</summary>
    public float Barrel { get; init; }

    /// <summary>How much nearer one edge of the page is to a camera than its middle, as a share: to the right and downwards.</summary>
    public Vector2 Tilt { get; init; }

    public float[] BlurAlong { get; init; } = [1];

    public float[] BlurDown { get; init; } = [1];

    /// <summary>Standard deviation, of 255.</summary>
    public float Noise { get; init; }

    public float Gamma { get; init; } = 1;

    public float Ink { get; init; } = 25;

    public float Paper { get; init; } = 238;

    /// <summary>How much darker than its middle the page is at its edges.</summary>
    public float Shade { get; init; }

    public int Quality { get; init; } = 90;

    /// <summary>Grey of what the page lies on.</summary>
    public byte Around { get; init; } = 250;

    public int Seed { get; init; }

    /// <param name="page">Printed, at any resolution; a scan that is much coarser is better made of one that is.</param>
    public GreyImage Of(GreyImage page)
    {
        var scan = Blur.Apply(Look(page), BlurAlong, BlurDown);
        Wear(scan);
        JpegLoss.Apply(scan, Quality);
        return scan;
    }

    GreyImage Look(GreyImage page)
    {
        var scan = new GreyImage(Width, Height);
        var (sine, cosine) = MathF.SinCos(Angle * MathF.PI / 180);
        var scale = (float)page.Width / PrintedBack.Width * PrintedBack.Dpi / Dpi;
        var middle = new Vector2(page.Width, page.Height) / 2;
        var diagonal = middle.Length();
        for (var y = 0; y < Height; y++)
        {
            var row = scan.Row(y);
            for (var x = 0; x < Width; x++)
            {
                var seen = new Vector2(x - Width / 2f, y - Height / 2f) * scale;
                seen *= (1 + Barrel * seen.LengthSquared() / (diagonal * diagonal)) / (1 + Vector2.Dot(Tilt, seen) / diagonal);
                var at = new Vector2(seen.X * cosine + seen.Y * sine, seen.Y * cosine - seen.X * sine) + middle;
                row[x] = At(page, at);
            }
        }

        return scan;
    }

    byte At(GreyImage page, Vector2 at)
    {
        var (left, top) = ((int)at.X, (int)at.Y);
        if (at.X < 0 || at.Y < 0 || left >= page.Width - 1 || top >= page.Height - 1)
            return Around;
        var pixel = top * page.Width + left;
        var (right, down) = (at.X - left, at.Y - top);
        var pixels = page.Pixels;
        var upper = pixels[pixel] * (1 - right) + pixels[pixel + 1] * right;
        var lower = pixels[pixel + page.Width] * (1 - right) + pixels[pixel + page.Width + 1] * right;
        return (byte)(upper * (1 - down) + lower * down + 0.5f);
    }

    void Wear(GreyImage scan)
    {
        var chance = new Random(Seed);
        var levels = Enumerable.Range(0, 256).Select(grey => Ink + (Paper - Ink) * MathF.Pow(grey / 255f, Gamma)).ToArray();
        var noise = new float[65_536];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = Noise * MathF.Sqrt(-2 * MathF.Log(1 - chance.NextSingle())) * MathF.Cos(2 * MathF.PI * chance.NextSingle());
        for (var y = 0; y < scan.Height; y++)
        {
            var row = scan.Row(y);
            var down = 2f * y / scan.Height - 1;
            var from = chance.Next(noise.Length);
            for (var x = 0; x < row.Length; x++)
            {
                var across = 2f * x / scan.Width - 1;
                row[x] = (byte)Math.Clamp(levels[row[x]] * (1 - Shade * (across * across + down * down) / 2) + noise[from + x & noise.Length - 1] + 0.5f, 0, 255);
            }
        }
    }
}
