namespace KioskSim.Inquiry.Comparison;

/// <summary>How one letter is seen beside what is expected: moved a little, paler or darker. No forger gains by either.</summary>
/// <param name="Right">Dots of 300 dpi.</param>
/// <param name="Down">Likewise.</param>
/// <param name="Gain">Above 0 it is darker than expected, by this share.</param>
/// <param name="Offset">Of the paper around it.</param>
internal readonly record struct LetterFit(float Right, float Down, float Gain, float Offset)
{
    const int Unknowns = 4;

    /// <summary>Dots: half of one at 150 dpi, and what the paper slipped.</summary>
    const double MostMove = 1.2;
    const double MostGain = 0.25;
    const double MostOffset = 0.08;

    /// <summary>So much has to speak for a change, in squares of tones.</summary>
    const double Inertia = 0.5;

    /// <summary>Where more than this is unsure, nothing is learnt.</summary>
    const float MostSlack = 0.05f;

    /// <summary>By least squares.</summary>
    /// <param name="slack">Null: everything is sure.</param>
    public static LetterFit Of(PrintedPlace place, Plane expected, Plane seen, Plane? slack, float paper)
    {
        var n = new double[Unknowns, Unknowns + 1];
        for (var i = 0; i < Unknowns; i++)
            n[i, i] = Inertia;
        Span<double> row = stackalloc double[Unknowns + 1];
        for (var y = place.Top; y < place.Bottom; y++)
        {
            for (var at = y * expected.Width + place.Left; at < y * expected.Width + place.Right; at++)
            {
                var lacking = seen.Ink[at] - expected.Ink[at];
                if (float.IsNaN(lacking) || slack?.Ink[at] > MostSlack)
                    continue;
                var (right, down) = expected.Slope(at);
                (row[0], row[1], row[2], row[3], row[4]) = (-right, -down, expected.Ink[at] - paper, 1, lacking);
                LeastSquares.Add(n, row);
            }
        }

        return LeastSquares.Solve(n) is [var moveRight, var moveDown, var gain, var offset]
            ? new LetterFit(Within(moveRight, MostMove), Within(moveDown, MostMove), Within(gain, MostGain), Within(offset, MostOffset))
            : default;
    }

    /// <summary>What is seen beyond what is expected then: above 0 there is more ink, below it less.</summary>
    public Plane Left(PrintedPlace place, Plane expected, Plane seen, Plane slack, float paper)
    {
        var left = new Plane(place.Width, place.Height);
        for (var y = place.Top; y < place.Bottom; y++)
        {
            var row = left.Row(y - place.Top);
            for (var x = 0; x < row.Length; x++)
            {
                var at = y * expected.Width + place.Left + x;
                var (right, down) = expected.Slope(at);
                var wanted = expected.Ink[at] - Right * right - Down * down + Gain * (expected.Ink[at] - paper) + Offset;
                row[x] = Beyond(seen.Ink[at] - wanted, slack.Ink[at]);
            }
        }

        return left;
    }

    /// <returns>0 where the scan does not reach.</returns>
    public static float Beyond(float difference, float slack) =>
        float.IsNaN(difference) ? 0 : MathF.CopySign(Math.Max(0, Math.Abs(difference) - slack), difference);

    static float Within(double value, double most) => (float)Math.Clamp(value, -most, most);
}
