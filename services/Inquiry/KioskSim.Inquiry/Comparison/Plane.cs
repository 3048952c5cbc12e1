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

    /// <summary>Three box means in each direction, which are nearly a bell.</summary>
    /// <param name="sigma">Dots; from 0.8 on.</param>
    public Plane Blurred(float sigma)
    {
        // Three boxes of 2r + 1 have the variance r(r + 1); what a whole r lacks, a weight at both ends gives.
        var radius = (int)((MathF.Sqrt(1 + 4 * sigma * sigma) - 1) / 2);
        var lacking = sigma * sigma - radius * (radius + 1f);
        var next = (radius + 1f) * (radius + 2f) - radius * (radius + 1f);
        var (from, to) = (this, new Plane(width, height));
        var spare = new Plane(width, height);
        for (var pass = 0; pass < 3; pass++)
        {
            Box(from.Ink, spare.Ink, width, height, 1, width, radius, lacking / next);
            Box(spare.Ink, to.Ink, height, width, width, 1, radius, lacking / next);
            from = to;
        }

        return to;
    }

    /// <summary>The least or the greatest of each dot and its eight neighbours.</summary>
    public Plane Extreme(bool greatest)
    {
        var (across, both) = (new Plane(width, height), new Plane(width, height));
        Extreme(Ink, across.Ink, 1, width, greatest);
        Extreme(across.Ink, both.Ink, width, width, greatest);
        return both;
    }

    static void Extreme(float[] from, float[] to, int step, int width, bool greatest)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var before = i - step >= 0 && (step > 1 || i % width > 0) ? from[i - step] : from[i];
            var after = i + step < from.Length && (step > 1 || i % width < width - 1) ? from[i + step] : from[i];
            to[i] = greatest ? Math.Max(from[i], Math.Max(before, after)) : Math.Min(from[i], Math.Min(before, after));
        }
    }

    static void Box(float[] from, float[] to, int length, int lines, int step, int lineStep, int radius, float ends)
    {
        var weight = 1 / (2 * radius + 1 + 2 * ends);
        var line = new float[length + 2 * radius + 2];
        for (var i = 0; i < lines; i++)
        {
            var start = i * lineStep;
            for (var j = 0; j < line.Length; j++)
                line[j] = from[start + Math.Clamp(j - radius - 1, 0, length - 1) * step];
            var sum = 0f;
            for (var j = 1; j <= 2 * radius; j++)
                sum += line[j];
            for (var j = 0; j < length; j++)
            {
                sum += line[j + 2 * radius + 1];
                to[start + j * step] = weight * (sum + ends * (line[j] + line[j + 2 * radius + 2]));
                sum -= line[j + 1];
            }
        }
    }
}
