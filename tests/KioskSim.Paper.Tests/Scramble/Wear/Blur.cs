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

    public static GreyImage Apply(GreyImage image, float[] along, float[]? down = null)
    {
        var rows = new GreyImage(image.Width, image.Height);
        var sums = new float[image.Width];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            Array.Clear(sums);
            for (var k = 0; k < along.Length; k++)
            {
                var shift = k - along.Length / 2;
                for (var x = Math.Max(0, -shift); x < row.Length - Math.Max(0, shift); x++)
                    sums[x] += along[k] * row[x + shift];
            }

            for (var x = 0; x < along.Length / 2; x++)
                (sums[x], sums[^(x + 1)]) = (row[x], row[^(x + 1)]);
            for (var x = 0; x < sums.Length; x++)
                rows.Row(y)[x] = (byte)(sums[x] + 0.5f);
        }

        down ??= along;
        var all = new GreyImage(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
        {
            Array.Clear(sums);
            for (var k = 0; k < down.Length; k++)
            {
                var row = rows.Row(Math.Clamp(y + k - down.Length / 2, 0, image.Height - 1));
                for (var x = 0; x < row.Length; x++)
                    sums[x] += down[k] * row[x];
            }

            var to = all.Row(y);
            for (var x = 0; x < sums.Length; x++)
                to[x] = (byte)(sums[x] + 0.5f);
        }

        return all;
    }

    static float[] Whole(float[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
