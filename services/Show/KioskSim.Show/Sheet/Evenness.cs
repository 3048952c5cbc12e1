using KioskSim.Paper.Images;

namespace KioskSim.Show.Sheet;

/// <summary>How even a sheet's ground looks to the eye, which sees tints and no dots.</summary>
static class Evenness
{
    /// <summary>Of a place that is taken for one tint, in dots: 2 mm at 150 dpi, a good part of a letter of the ground.</summary>
    const int Side = 12;

    /// <summary>The eye tells tints from this difference on, of 255.</summary>
    const int Told = 12;

    /// <returns>Share of the places without writing that look like most of them.</returns>
    public static double Of(GreyImage front)
    {
        var tints = new List<int>();
        for (var y = 0; y + Side <= front.Height; y += Side)
        {
            for (var x = 0; x + Side <= front.Width; x += Side)
            {
                if (Tint(front, x, y) is { } tint)
                    tints.Add(tint);
            }
        }

        tints.Sort();
        var usual = tints[tints.Count / 2];
        return tints.Count(t => Math.Abs(t - usual) < Told) / (double)tints.Count;
    }

    // Null: something is written there, or it is an edge of it.
    static int? Tint(GreyImage front, int left, int top)
    {
        var sum = 0;
        for (var y = top; y < top + Side; y++)
        {
            foreach (var grey in front.Row(y).Slice(left, Side))
            {
                if (grey < Ink)
                    return null;
                sum += grey;
            }
        }

        return sum / (Side * Side);
    }

    /// <summary>Darker than any dot of the ground looks from there.</summary>
    const int Ink = 96;
}
