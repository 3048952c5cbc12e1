using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Scramble.Wear;

/// <summary>Lenses and rollers that are not sharp: the same weights along rows, then along columns.</summary>
public static class Blur
{
    /// <param name="sigma">Dots.</param>
    public static float[] Gaussian(float sigma)
    {
        var reach = (int)Math.Ceiling(3 * sigma);
        return Whole([.. Enumerable.Range(-reach, 2 * reach + 1).Select(x => MathF.Exp(-x * x / (2 * sigma * sigma)))]);
    }

    /// <summary>As a lens that is out of focus makes it, nearly: even, with a soft edge.</summary>
    /// <param name="width">Dots.</param>
    public static float[] Even(float width)
    {
        var reach = (int)Math.Ceiling(width / 2);
        return Whole([.. Enumerable.Range(-reach, 2 * reach + 1).Select(x => Math.Clamp(width / 2 + 0.5f - Math.Abs(x), 0, 1))]);
    }

    /// <summary>Beyond its edges the picture goes on as it ends.</summary>
    public static GreyImage Apply(GreyImage image, float[] along, float[] down)
    {
        var result = new GreyImage(image.Width, image.Height);
        float[] sums = new float[image.Width + Vector<float>.Count], wide = new float[image.Width + along.Length + Vector<float>.Count];
        for (var y = 0; y < image.Height; y++)
        {
            Array.Clear(wide);
            for (var k = 0; k < down.Length; k++)
                Add(image.Row(Math.Clamp(y + k - down.Length / 2, 0, image.Height - 1)), wide.AsSpan(along.Length / 2), down[k]);
            wide.AsSpan(0, along.Length / 2).Fill(wide[along.Length / 2]);
            wide.AsSpan(image.Width + along.Length / 2).Fill(wide[image.Width + along.Length / 2 - 1]);
            Array.Clear(sums);
            for (var k = 0; k < along.Length; k++)
            {
                var weight = along[k];
                for (var x = 0; x < image.Width; x += Vector<float>.Count)
                    (new Vector<float>(sums, x) + weight * new Vector<float>(wide, x + k)).CopyTo(sums, x);
            }

            var row = result.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = (byte)(sums[x] + 0.5f);
        }

        return result;
    }

    /// <summary>Half the resolution: each dot the mean of four.</summary>
    public static GreyImage Halve(GreyImage image)
    {
        var half = new GreyImage(image.Width / 2, image.Height / 2);
        for (var y = 0; y < half.Height; y++)
        {
            var upper = image.Row(2 * y);
            var lower = image.Row(2 * y + 1);
            var row = half.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = (byte)((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) / 4);
        }

        return half;
    }

    static void Add(ReadOnlySpan<byte> row, Span<float> sums, float weight)
    {
        for (var x = 0; x < row.Length; x++)
            sums[x] += weight * row[x];
    }

    static float[] Whole(float[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
