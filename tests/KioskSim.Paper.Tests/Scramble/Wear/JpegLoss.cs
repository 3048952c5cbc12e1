using System.Runtime.Intrinsics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Scramble.Wear;

/// <summary>What a JPEG file loses of a grey picture (ITU-T T.81, tables of annex K), without the file.</summary>
public static class JpegLoss
{
    const int Side = 8;

    static readonly byte[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    static readonly float[] Cosines = [.. Enumerable.Range(0, Side * Side).Select(i =>
        (i < Side ? MathF.Sqrt(0.125f) : 0.5f) * MathF.Cos((2 * (i % Side) + 1) * (i / Side) * MathF.PI / 16))];

    static readonly float[] Turned = [.. Enumerable.Range(0, Side * Side).Select(i => Cosines[i % Side * Side + i / Side])];

    /// <param name="quality">1 to 100, as libjpeg counts.</param>
    public static void Apply(GreyImage image, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        float[] steps = [.. Luminance.Select(step => (float)Math.Clamp((step * percent + 50) / 100, 1, 255))];
        Span<float> block = stackalloc float[Side * Side], half = stackalloc float[Side * Side];
        for (var top = 0; top + Side <= image.Height; top += Side)
        {
            for (var left = 0; left + Side <= image.Width; left += Side)
            {
                for (var i = 0; i < block.Length; i++)
                    block[i] = image.Pixels[(top + i / Side) * image.Width + left + i % Side] - 128;
                Multiply(Cosines, block, half);
                Multiply(half, Turned, block);
                for (var i = 0; i < block.Length; i++)
                    block[i] = MathF.Round(block[i] / steps[i]) * steps[i];
                Multiply(Turned, block, half);
                Multiply(half, Cosines, block);
                for (var i = 0; i < block.Length; i++)
                    image.Pixels[(top + i / Side) * image.Width + left + i % Side] = (byte)Math.Clamp(block[i] + 128.5f, 0, 255);
            }
        }
    }

    static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> to)
    {
        for (var row = 0; row < Side; row++)
        {
            var sum = Vector256<float>.Zero;
            for (var k = 0; k < Side; k++)
                sum += a[row * Side + k] * Vector256.Create(b.Slice(k * Side, Side));
            sum.CopyTo(to[(row * Side)..]);
        }
    }
}
