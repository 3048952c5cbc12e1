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
    /// Outlines of four corners that go closely around a hull, the smallest first. Sides are dropped and their neighbours made longer until
    /// they meet: again and again the one that adds least, and of the last six any two, since a torn corner has a side of its own that is
    /// longer than what it left of a true one.
    /// </summary>
    public static List<Vector2[]> Quadrilaterals(Vector2[] hull)
    {
        const int Open = 6;
        var corners = hull;
        while (corners.Length > Open)
        {
            if (Dropped(corners).MinBy(Area) is not { } fewer)
                return [];
            corners = fewer;
        }

        IEnumerable<Vector2[]> outlines = [corners];
        for (var sides = corners.Length; sides > 4; sides--)
            outlines = outlines.SelectMany(Dropped);
        return [.. outlines.Where(outline => outline.Length == 4).OrderBy(Area).DistinctBy(outline => MathF.Round(Area(outline)))];
    }

    /// <summary>
    /// The same outline with one side laid anew: parallel to the opposite one, along the farthest corner of the hull. It is right where of
    /// a side nearly nothing is left.
    /// </summary>
    public static IEnumerable<Vector2[]> Closed(Vector2[] outline, Vector2[] hull)
    {
        for (var side = 0; side < 4; side++)
        {
            var (from, to, next, last) = (outline[side], outline[(side + 1) % 4], outline[(side + 2) % 4], outline[(side + 3) % 4]);
            var along = next - last;
            var farthest = hull.MaxBy(point => Math.Abs(Cross(along, point - last)));
            if (Meet(last, from, farthest, farthest + along) is { } one && Meet(next, to, farthest, farthest + along) is { } other)
                yield return [one, other, next, last];
        }
    }

    /// <summary>All that remain when one side is dropped.</summary>
    static IEnumerable<Vector2[]> Dropped(Vector2[] corners)
    {
        var count = corners.Length;
        for (var i = 0; i < count; i++)
        {
            var (before, from, to, after) = (corners[(i + count - 1) % count], corners[i], corners[(i + 1) % count], corners[(i + 2) % count]);
            if (Meet(before, from, after, to) is { } met && Vector2.Dot(met - from, from - before) >= 0 && Vector2.Dot(met - to, to - after) >= 0)
                yield return [.. corners.Select((corner, at) => at == i ? met : corner).Where((_, at) => at != (i + 1) % count)];
        }
    }

    static float Area(Vector2[] corners)
    {
        var sum = 0f;
        for (var i = 0; i < corners.Length; i++)
            sum += Cross(corners[i] - corners[0], corners[(i + 1) % corners.Length] - corners[0]);
        return Math.Abs(sum) / 2;
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
