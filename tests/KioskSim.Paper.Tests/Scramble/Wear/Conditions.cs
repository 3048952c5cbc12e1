using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Scramble.Wear;

/// <summary>Sets of conditions, each drawn from a seed.</summary>
public static class Conditions
{
    public static float Gain(int seed) => Between(new Random(seed), -0.2f, 0.8f);

    /// <summary>A flatbed scanner, carelessly used. What the reader was developed on.</summary>
    public static Scan Flatbed(int seed, float dpi = 300)
    {
        var chance = new Random(1_000_000 + seed);
        var blur = Blur.Gaussian(Between(chance, 0.4f, 1.5f) * dpi / 300);
        return Lying(chance, dpi) with { BlurAlong = blur, BlurDown = blur, Noise = Between(chance, 1, 16), Seed = seed };
    }

    /// <summary>Other scanners, for acceptance: out of focus and moving, where the other is only soft.</summary>
    public static Scan OtherFlatbed(int seed, float dpi = 300)
    {
        var chance = new Random(2_000_000 + seed);
        var focus = Between(chance, 1, 4);
        return Lying(chance, dpi) with
        {
            BlurAlong = Blur.Even(focus * dpi / 300),
            BlurDown = Blur.Even((focus + Between(chance, 0, 1)) * dpi / 300),
            Noise = Between(chance, 1, 16),
            Shade = Between(chance, 0, 0.15f),
            Seed = seed,
        };
    }

    /// <summary>A telephone held over the page, nearer to one of its edges, on a table, in uneven light.</summary>
    public static Scan Telephone(int seed)
    {
        var chance = new Random(3_000_000 + seed);
        var blur = Blur.Gaussian(Between(chance, 0.5f, 1.1f));
        return new Scan
        {
            Width = 3000,
            Height = 4000,
            Dpi = Between(chance, 290, 320),
            Angle = Between(chance, -8, 8) + 180 * chance.Next(2),
            Tilt = new Vector2(Between(chance, -0.2f, 0.2f), Between(chance, -0.2f, 0.2f)),
            Barrel = Between(chance, -0.01f, 0.01f),
            BlurAlong = blur,
            BlurDown = blur,
            Noise = Between(chance, 2, 10),
            Gamma = Between(chance, 0.8f, 1.3f),
            Shade = Between(chance, 0.1f, 0.5f),
            Quality = chance.Next(70, 95),
            Around = (byte)chance.Next(30, 140),
            Seed = seed,
        };
    }

    /// <summary>A hole of 30 mm, and a bar of 1 mm across everything.</summary>
    /// <param name="rows">Height of the image, dots of the page.</param>
    public static void Damage(GreyImage page, int rows, int seed)
    {
        var chance = new Random(4_000_000 + seed);
        var millimetre = page.Width / 210f;
        var left = page.Width * (float)PrintedBack.Left / PrintedBack.Width;
        var top = page.Width * (float)PrintedBack.Top / PrintedBack.Width;
        var hole = new Vector2(left + chance.NextSingle() * 176 * millimetre, top + chance.NextSingle() * rows);
        var bar = (int)(left + chance.NextSingle() * 175 * millimetre);
        for (var y = 0; y < page.Height; y++)
        {
            var row = page.Row(y);
            if (y > top - 60 && y < top + rows + 60)
                row.Slice(bar, (int)millimetre).Fill(0);
            var half = 15 * millimetre * 15 * millimetre - (y - hole.Y) * (y - hole.Y);
            if (half <= 0)
                continue;
            var reach = MathF.Sqrt(half);
            row[(int)Math.Max(0, hole.X - reach)..(int)Math.Min(page.Width, hole.X + reach)].Fill(255);
        }
    }

    static Scan Lying(Random chance, float dpi) => new()
    {
        Width = (int)(2480 * dpi / 300),
        Height = (int)(3508 * dpi / 300),
        Dpi = dpi,
        Angle = Between(chance, -3, 3) + 180 * chance.Next(2),
        Barrel = Between(chance, -0.004f, 0.004f),
        Gamma = Between(chance, 0.7f, 1.5f),
        Ink = Between(chance, 10, 60),
        Paper = Between(chance, 200, 250),
        Quality = chance.Next(60, 95),
    };

    static float Between(Random chance, float low, float high) => low + chance.NextSingle() * (high - low);
}
