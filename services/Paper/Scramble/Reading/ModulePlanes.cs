using KioskSim.Paper.Images;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>A number for every module, frame included, in several layers. Made once for the largest image and used again.</summary>
internal sealed class ModulePlanes
{
    /// <summary>From one row to the next.</summary>
    public const int Stride = (ScrambleSize.Width + 15) / 16 * 16;

    const int Most = Stride * (ScrambleSize.FieldWidth + 2 * ScrambleSize.Border + 1);

    /// <summary>How dark each is; once levelled, about −1 for paper and 1 for ink.</summary>
    public float[] Samples { get; } = new float[Most];

    /// <summary>How much a sample counts: 0 where all around is one colour, as in a hole.</summary>
    public float[] Weights { get; } = new float[Most];

    /// <summary>What the equaliser makes of the samples.</summary>
    public float[] Equalised { get; } = new float[Most];

    /// <summary>How sure it is ink: −1 to 1; of frame and marks exactly −1 or 1.</summary>
    public float[] Decisions { get; } = new float[Most];

    public void Wipe()
    {
        foreach (var plane in (float[][])[Samples, Weights, Equalised, Decisions])
            Array.Clear(plane);
    }

    public static int At(int x, int y) => y * Stride + x;

    /// <summary>Samples every module: the mean of four points within it.</summary>
    public void Sample(GreyImage image, MarkGrid marks)
    {
        for (var y = 0; y < marks.Size.Height; y++)
        {
            var (here, below) = (marks.At(0.5f, y + 0.25f), marks.At(0.5f, y + 0.75f));
            for (var x = 0; x < ScrambleSize.Width; x++)
            {
                var (next, nextBelow) = (marks.At(x + 1.5f, y + 0.25f), marks.At(x + 1.5f, y + 0.75f));
                var (right, rightBelow) = ((next - here) / 4, (nextBelow - below) / 4);
                Samples[At(x, y)] = 255 - 0.25f * (Photo.At(image, here - right) + Photo.At(image, here + right)
                    + Photo.At(image, below - rightBelow) + Photo.At(image, below + rightBelow));
                (here, below) = (next, nextBelow);
            }
        }
    }

    /// <summary>Writes what is known without reading: frame, white line, marks; and 0 elsewhere.</summary>
    public void Know(ScrambleSize size)
    {
        Array.Clear(Decisions);
        for (var y = 0; y < size.Height; y++)
        {
            var row = Decisions.AsSpan(At(0, y), ScrambleSize.Width);
            if (y is < ScrambleSize.Frame || y >= size.Height - ScrambleSize.Frame)
            {
                row.Fill(1);
                continue;
            }

            if (y is ScrambleSize.Frame || y == size.Height - ScrambleSize.Border)
                row.Fill(-1);
            row[..ScrambleSize.Frame].Fill(1);
            row[^ScrambleSize.Frame..].Fill(1);
            row[ScrambleSize.Frame] = row[^ScrambleSize.Border] = -1;
        }

        ForMarks(size, (at, ink) => Decisions[at] = ink ? 1 : -1);
    }

    public static void ForMarks(ScrambleSize size, Action<int, bool> act)
    {
        for (var mark = 0; mark < size.MarkRows * ScrambleSize.MarkColumns; mark++)
        {
            var (row, column) = Math.DivRem(mark, ScrambleSize.MarkColumns);
            var pattern = ScrambleMarks.Pattern(row, column);
            for (var y = 0; y < ScrambleMarks.Side; y++)
            {
                for (var x = 0; x < ScrambleMarks.Side; x++)
                    act(At(ScrambleSize.Border + column * ScrambleSize.Pitch + x, ScrambleSize.Border + row * ScrambleSize.Pitch + y), ScrambleMarks.IsInk(pattern, x, y));
            }
        }
    }
}
