using System.Numerics;
using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble.Coding;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>
/// Draws a rough outline tight: along each side looks for light paper that turns into a bar of ink, and lays the line on which most of what
/// it found agrees (RANSAC, Fischler and Bolles 1981); a fit of all would be led away by the few that are text or a stain.
/// </summary>
internal static class FrameFinder
{
    const int Probes = 192;
    const int Draws = 120;
    const float LeastAgreeing = 0.2f;

    /// <param name="corners">Clockwise as seen; drawn tight in place.</param>
    /// <param name="reach">How far, in dots, the frame may be from the outline.</param>
    /// <param name="module">Dots a module, nearly.</param>
    /// <returns>Whether at least two sides were found and the rest is an outline still.</returns>
    public static bool Tighten(GreyImage image, Span<Vector2> corners, float reach, float module)
    {
        Span<(Vector2 From, Vector2 To)> sides = stackalloc (Vector2, Vector2)[4];
        var found = 0;
        for (var i = 0; i < 4; i++)
        {
            sides[i] = (corners[i], corners[(i + 1) % 4]);
            if (Side(image, sides[i].From, sides[i].To, reach, module) is not { } line)
                continue;
            sides[i] = line;
            found++;
        }

        for (var i = 0; i < 4; i++)
        {
            var (before, side) = (sides[(i + 3) % 4], sides[i]);
            if (Polygon.Meet(before.From, before.To, side.From, side.To) is not { } corner || Vector2.Distance(corner, corners[i]) > 4 * reach)
                return false;
            corners[i] = corner;
        }

        return found >= 2;
    }

    static (Vector2 From, Vector2 To)? Side(GreyImage image, Vector2 from, Vector2 to, float reach, float module)
    {
        var along = to - from;
        var inward = Vector2.Normalize(new Vector2(-along.Y, along.X));
        Span<Vector2> edges = stackalloc Vector2[Probes];
        var count = 0;
        for (var i = 0; i < Probes; i++)
        {
            var at = from + along * (0.02f + 0.96f * i / (Probes - 1));
            if (Edge(image, at, inward, reach, module) is { } depth)
                edges[count++] = at + inward * depth;
        }

        return Agree(edges[..count], 0.8f * module);
    }

    /// <summary>How far inward the bar begins.</summary>
    static float? Edge(GreyImage image, Vector2 at, Vector2 inward, float reach, float module)
    {
        var step = module / 2;
        var count = Math.Min(400, (int)(2 * (reach + 4 * module) / step));
        Span<float> profile = stackalloc float[count];
        var begin = at - inward * (reach + 4 * module);
        for (var i = 0; i < count; i++)
            profile[i] = Photo.At(image, begin + inward * (i * step));

        // Two modules of paper, half a module of nothing, two and a half of ink, then something lighter again.
        var (best, where) = (20f, -1);
        for (var i = 4; i + 8 < count; i++)
        {
            var paper = (profile[i - 4] + profile[i - 3] + profile[i - 2] + profile[i - 1]) / 4;
            var ink = (profile[i + 1] + profile[i + 2] + profile[i + 3] + profile[i + 4] + profile[i + 5]) / 5;
            var score = paper - ink + 0.35f * (profile[i + 7] - ink);
            if (score > best)
                (best, where) = (score, i);
        }

        return where < 0 ? null : where * step - reach - 4 * module;
    }

    static (Vector2 From, Vector2 To)? Agree(ReadOnlySpan<Vector2> edges, float tolerance)
    {
        if (edges.Length < Probes / 8)
            return null;
        var sequence = new FixedSequence(1);
        var (most, at, direction) = (0, default(Vector2), default(Vector2));
        for (var draw = 0; draw < Draws; draw++)
        {
            var (one, other) = (edges[sequence.Below(edges.Length)], edges[sequence.Below(edges.Length)]);
            if (Vector2.DistanceSquared(one, other) < 100)
                continue;
            var along = Vector2.Normalize(other - one);
            var agreeing = 0;
            foreach (var edge in edges)
                agreeing += Math.Abs(Polygon.Cross(along, edge - one)) < tolerance ? 1 : 0;
            if (agreeing > most)
                (most, at, direction) = (agreeing, one, along);
        }

        if (most < LeastAgreeing * Probes)
            return null;
        for (var fit = 0; fit < 2; fit++)
            (at, direction) = Fit(edges, at, direction, tolerance);
        return (at, at + 100 * direction);
    }

    /// <summary>The line with least squared distance to what is near the one given.</summary>
    static (Vector2 At, Vector2 Direction) Fit(ReadOnlySpan<Vector2> edges, Vector2 at, Vector2 direction, float tolerance)
    {
        var (sum, count) = (Vector2.Zero, 0);
        foreach (var edge in edges)
        {
            if (Math.Abs(Polygon.Cross(direction, edge - at)) < tolerance)
                (sum, count) = (sum + edge, count + 1);
        }

        var middle = sum / count;
        float along = 0, across = 0;
        foreach (var edge in edges)
        {
            if (Math.Abs(Polygon.Cross(direction, edge - at)) >= tolerance)
                continue;
            var (x, y) = (Vector2.Dot(edge - middle, direction), Polygon.Cross(direction, edge - middle));
            (along, across) = (along + x * x, across + x * y);
        }

        return (middle, Vector2.Normalize(direction + new Vector2(-direction.Y, direction.X) * (across / along)));
    }
}
