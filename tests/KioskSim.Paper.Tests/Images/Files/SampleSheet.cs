using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>Something like a scanned sheet: paper with a gradient and noise, rules, letters' worth of strokes, bars of every width.</summary>
public static class SampleSheet
{
    public static GreyImage Grey(int width, int height, int seed = 7)
    {
        var random = new Random(seed);
        var image = new GreyImage(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                image.Row(y)[x] = (byte)(Inked(x, y) ? 20 + random.Next(12) : 200 + 40 * x / width + random.Next(16));
        }

        return image;
    }

    /// <summary>The same in three colours that differ.</summary>
    public static byte[] Rgb(int width, int height, int seed = 7)
    {
        var grey = Grey(width, height, seed);
        var rgb = new byte[3 * width * height];
        for (var i = 0; i < grey.Pixels.Length; i++)
        {
            rgb[3 * i] = grey.Pixels[i];
            rgb[3 * i + 1] = (byte)(grey.Pixels[i] / 2 + 255 * (i % width) / (2 * width));
            rgb[3 * i + 2] = (byte)(255 - grey.Pixels[i] / 3 - 100 * (i / width) / height);
        }

        return rgb;
    }

    /// <summary>Only black and white; rows among them hold runs of every length.</summary>
    public static GreyImage Ink(int width, int height)
    {
        var image = new GreyImage(width, height);
        image.Pixels.AsSpan().Fill(255);
        var run = 0;
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            if (y % 3 != 0)
            {
                for (var x = 0; x < width; x++)
                    row[x] = (byte)(Inked(x, y) ? 0 : 255);
                continue;
            }

            for (var (x, black) = (0, y % 2 == 0); x < width; black = !black)
            {
                var length = Math.Min(1 + run++ % 2700, width - x);
                if (black)
                    row.Slice(x, length).Clear();
                x += length;
            }
        }

        return image;
    }

    /// <summary>
    /// White and then black as long as every code of ITU-T T.4 can say, below white rows, so that nothing can be told by the row above.
    /// </summary>
    public static GreyImage EveryRun()
    {
        int[] runs = [.. Enumerable.Range(0, 65), .. Enumerable.Range(2, 39).Select(n => 64 * n), 2623, 4000];
        var image = new GreyImage(8100, 2 * runs.Length);
        image.Pixels.AsSpan().Fill(255);
        foreach (var (index, run) in runs.Index())
            image.Row(2 * index + 1).Slice(run, Math.Max(1, run)).Clear();
        return image;
    }

    static bool Inked(int x, int y) => (x / 3 % 7, y / 4 % 5) is (0, < 4) or ( < 5, 1) || y % 61 < 2 || (x * 5 + y * 3) % 97 < 4;
}
