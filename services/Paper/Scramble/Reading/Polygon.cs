using System.Numerics;

namespace KioskSim.Paper.Scramble.Reading;

internal static class Polygon
{
    /// <summary>The convex hull (Andrew 1979), clockwise as seen in a picture, no three corners on a line.</summary>
    public static Vector2[] Hull(IEnumerable<Vector2> points)
    {
        Vector2[] sorted = [.. points.Distinct().OrderBy(p => p.X).ThenBy(p => p.Y)];
        return [.. Half(sorted), .. Half(sorted.Reverse())];

        static List<Vector2> Half(IEnumerable<Vector2> points)
        {
            var half = new List<Vector2>();
            foreach (var point in points)
            {
                while (half.Count > 1 && Cross(half[^1] - half[^2], point - half[^1]) <= 0)
                    half.RemoveAt(half.Count - 1);
                half.Add(point);
            }

            half.RemoveAt(half.Count - 1); // it begins the other half
            return half;
        }
    }

    /// <summary>
    /// The four-cornered outline that goes closely around a hull: again and again the side is dropped whose neighbours, made longer until
    /// they meet, add least.
    /// </summary>
    /// <returns>Null where the hull has no such outline.</returns>
    public static Vector2[]? Quadrilateral(IEnumerable<Vector2> hull)
    {
        List<Vector2> corners = [.. hull];
        while (corners.Count > 4)
        {
            var (least, at, corner) = (float.MaxValue, -1, default(Vector2));
            for (var i = 0; i < corners.Count; i++)
            {
                var (before, from, to, after) = (Corner(i - 1), Corner(i), Corner(i + 1), Corner(i + 2));
                if (Meet(before, from, after, to) is not { } met || Vector2.Dot(met - from, from - before) < 0 || Vector2.Dot(met - to, to - after) < 0)
                    continue;
                var added = Math.Abs(Cross(met - from, to - from));
                if (added < least)
                    (least, at, corner) = (added, i, met);
            }

            if (at < 0)
                return null;
            corners[at] = corner;
            corners.RemoveAt((at + 1) % corners.Count);
        }

        return corners.Count == 4 ? [.. corners] : null;

        Vector2 Corner(int i) => corners[(i + corners.Count) % corners.Count];
    }

    /// <summary>Where two lines through two points each meet; null where they are parallel.</summary>
    public static Vector2? Meet(Vector2 a, Vector2 b, Vector2 c, Vector2 d)
    {
        var (one, other) = (b - a, d - c);
        var sine = Cross(one, other);
        return Math.Abs(sine) < 1e-4f * one.Length() * other.Length() ? null : a + one * (Cross(c - a, other) / sine);
    }

    public static float Cross(Vector2 a, Vector2 b) => a.X * b.Y - a.Y * b.X;
}
