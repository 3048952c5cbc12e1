using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Comparison;

/// <summary>How much ink is where: 0 is paper, 1 is black.</summary>
internal sealed class Plane(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public float[] Ink { get; } = new float[width * height];

    public Span<float> Row(int y) => Ink.AsSpan(y * width, width);

    public static Plane Of(Bitmap bitmap)
    {
        var plane = new Plane(bitmap.Width, bitmap.Height);
        for (var y = 0; y < bitmap.Height; y++)
        {
            var words = bitmap.Row(y);
            var row = plane.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = words[x >> 6] >> (63 - (x & 63)) & 1;
        }

        return plane;
    }

    public static Plane Of(GreyImage image)
    {
        var plane = new Plane(image.Width, image.Height);
        for (var i = 0; i < plane.Ink.Length; i++)
            plane.Ink[i] = (255 - image.Pixels[i]) / 255f;
        return plane;
    }

    public bool Holds(float x, float y) => x >= 0 && y >= 0 && x < width - 1 && y < height - 1;

    /// <summary>Between four dots; a dot's centre is at its index. Only where <see cref="Holds"/>.</summary>
    public float At(float x, float y)
    {
        var (left, top) = ((int)x, (int)y);
        var (right, down) = (x - left, y - top);
        var at = top * width + left;
        var upper = Ink[at] + right * (Ink[at + 1] - Ink[at]);
        var lower = Ink[at + width] + right * (Ink[at + width + 1] - Ink[at + width]);
        return upper + down * (lower - upper);
    }

    /// <summary>By how much more ink is a dot to the right and a dot down. Not at an edge.</summary>
    public (float Right, float Down) Slope(int at) => ((Ink[at + 1] - Ink[at - 1]) / 2, (Ink[at + width] - Ink[at - width]) / 2);

    /// <summary>Each dot the mean of four.</summary>
    public Plane Half()
    {
        var half = new Plane(width / 2, height / 2);
        for (var y = 0; y < half.Height; y++)
        {
            var upper = Row(2 * y);
            var lower = Row(2 * y + 1);
            var row = half.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = (upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1]) / 4;
        }

        return half;
    }

    /// <summary>Smoothed by a bell; beyond an edge lies what lies at it.</summary>
    /// <param name="sigma">Dots.</param>
    public Plane Blurred(float sigma)
    {
        var reach = (int)MathF.Ceiling(3 * sigma);
        var bell = new float[reach + 1];
        for (var i = 0; i <= reach; i++)
            bell[i] = MathF.Exp(-i * i / (2 * sigma * sigma));
        var sum = 2 * bell.Sum() - bell[0];
        for (var i = 0; i <= reach; i++)
            bell[i] /= sum;

        var (across, both) = (new Plane(width, height), new Plane(width, height));
        Parallel.For(0, height, y =>
        {
            var row = Row(y);
            Span<float> padded = new float[width + 2 * reach];
            padded[..reach].Fill(row[0]);
            row.CopyTo(padded[reach..]);
            padded[(reach + width)..].Fill(row[^1]);
            for (var i = -reach; i <= reach; i++)
                Add(padded.Slice(reach + i, width), bell[Math.Abs(i)], across.Row(y));
        });
        Parallel.For(0, height, y =>
        {
            for (var i = -reach; i <= reach; i++)
                Add(across.Row(Math.Clamp(y + i, 0, height - 1)), bell[Math.Abs(i)], both.Row(y));
        });
        return both;
    }

    // A command compares one sheet and ends: it would be over before the compiler came back to these few lines, which cost most.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add(ReadOnlySpan<float> from, float weight, Span<float> to)
    {
        var source = MemoryMarshal.Cast<float, Vector<float>>(from);
        var target = MemoryMarshal.Cast<float, Vector<float>>(to);
        for (var i = 0; i < target.Length; i++)
            target[i] += weight * source[i];
        for (var i = target.Length * Vector<float>.Count; i < to.Length; i++)
            to[i] += weight * from[i];
    }
}
