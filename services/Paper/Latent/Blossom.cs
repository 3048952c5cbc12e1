using System.Numerics;
using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Latent;

/// <summary>A cherry blossom as crests have it: five notched petals, and stamens round a free middle. Lengths in its radius, y upwards.</summary>
internal static class Blossom
{
    /// <summary>Turns by fifths of a circle, as numbers, so that every machine turns alike.</summary>
    static readonly (float Cos, float Sin)[] Fifths =
        [(1, 0), (0.309017f, 0.9510565f), (-0.809017f, 0.5877853f), (-0.809017f, -0.5877853f), (0.309017f, -0.9510565f)];

    /// <summary>The petals meet in the middle, so that they are one shape there.</summary>
    public static Outline Petals()
    {
        var petal = new Outline();
        petal.MoveTo(Vector2.Zero);
        petal.LineTo(new(-0.32f, 0.4404f)); // along the border of the fifth
        petal.CurveTo(new(-0.47f, 0.64f), new(-0.40f, 0.90f), new(-0.13f, 1));
        petal.CurveTo(new(-0.09f, 0.95f), new(-0.05f, 0.90f), new(0, 0.84f));
        petal.CurveTo(new(0.05f, 0.90f), new(0.09f, 0.95f), new(0.13f, 1));
        petal.CurveTo(new(0.40f, 0.90f), new(0.47f, 0.64f), new(0.32f, 0.4404f));
        petal.Close();
        return Repeated(petal);
    }

    public static Outline Stamens()
    {
        const float inner = 0.47f;
        const float thin = 0.008f;
        var stamens = new Outline();
        foreach (var (aside, outer) in ((float, float)[])[(-0.17f, 0.60f), (0, 0.66f), (0.17f, 0.60f)])
        {
            var (from, to) = (new Vector2(aside * inner / outer, inner), new Vector2(aside, outer));
            stamens.MoveTo(from - new Vector2(thin, 0));
            stamens.LineTo(to - new Vector2(thin, 0));
            stamens.LineTo(to + new Vector2(thin, 0));
            stamens.LineTo(from + new Vector2(thin, 0));
            stamens.Close();
            stamens.AddCircle(to, 0.024f, inward: true);
        }

        return Repeated(stamens);
    }

    static Outline Repeated(Outline one)
    {
        var all = new Outline();
        foreach (var (cos, sin) in Fifths)
            all.Append(one, new Matrix3x2(cos, sin, -sin, cos, 0, 0));
        return all;
    }
}
