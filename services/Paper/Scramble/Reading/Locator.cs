using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>Finds the scramble image in a picture, whichever way up it lies.</summary>
internal static class Locator
{
    /// <summary>Below it a grown grid is chance.</summary>
    const float LeastMarks = 0.3f;

    const float LeastLikelihood = 0.4f;

    /// <summary>Of one area: those that go closely around it, and how many of them are also tried with a side laid anew.</summary>
    const int MostOutlines = 8;
    const int Closed = 2;

    /// <summary>Fewer dots a module tell neighbours apart no longer.</summary>
    const float FewestDots = 1.3f;

    /// <summary>More are only work.</summary>
    const float MostDots = 5;

    /// <param name="sizes">The picture, and each further one half the size of the one before.</param>
    /// <returns>The marks and the picture they were found in; or how far it came.</returns>
    public static (MarkGrid? Marks, GreyImage? Image, ScrambleFailure Failure) Find(IReadOnlyList<GreyImage> sizes)
    {
        var failure = ScrambleFailure.NoImage;
        var level = sizes.Count - 1;
        var map = new TextureMap(sizes[level]);
        foreach (var outlines in map.Areas().Select(Outlines))
        {
            foreach (var corners in outlines)
            {
                var module = Module(corners) * (1 << level);
                if (module < FewestDots)
                {
                    failure = Later(failure, ScrambleFailure.TooSmall);
                    break;
                }

                var use = Math.Min(level, Math.Max(0, (int)Math.Floor(Math.Log2(module / (MostDots / 2)))));
                var scale = (float)(1 << (level - use));
                for (var i = 0; i < corners.Length; i++)
                    corners[i] = (corners[i] + new Vector2(0.5f)) * scale - new Vector2(0.5f);
                if (!FrameFinder.Tighten(sizes[use], corners, 2 * map.Block * scale, Module(corners))
                    || !FrameFinder.Tighten(sizes[use], corners, 4 * Module(corners), Module(corners)))
                    continue;
                failure = Later(failure, ScrambleFailure.NoMarks);
                if (Grown(sizes[use], corners) is { } marks)
                    return (marks, sizes[use], ScrambleFailure.None);
            }
        }

        return (null, null, failure);
    }

    static MarkGrid? Grown(GreyImage image, ReadOnlySpan<Vector2> corners)
    {
        if (Best(image, corners) is not { } marks)
            return null;
        marks.Grow();
        return marks.Found >= LeastMarks * marks.Count ? marks : null;
    }

    static List<Vector2[]> Outlines(Vector2[] hull)
    {
        List<Vector2[]> close = [.. Polygon.Quadrilaterals(hull).Take(MostOutlines)];
        return [.. close, .. close.Take(Closed).SelectMany(outline => Polygon.Closed(outline, hull))];
    }

    static ScrambleFailure Later(ScrambleFailure one, ScrambleFailure other) => one > other ? one : other;

    /// <summary>Tries the four ways it can lie, and the heights that it can have, which perspective leaves open.</summary>
    static MarkGrid? Best(GreyImage image, ReadOnlySpan<Vector2> corners)
    {
        var (best, likelihood) = (default(MarkGrid), LeastLikelihood);
        Span<Vector2> turned = stackalloc Vector2[4];
        for (var turn = 0; turn < 4; turn++)
        {
            for (var i = 0; i < 4; i++)
                turned[i] = corners[(i + turn) % 4];
            var across = Vector2.Distance(turned[0], turned[1]) + Vector2.Distance(turned[3], turned[2]);
            var down = Vector2.Distance(turned[0], turned[3]) + Vector2.Distance(turned[1], turned[2]);
            var bands = (down / across * ScrambleSize.Width - ScrambleMarks.Side - 2 * ScrambleSize.Border) / ScrambleSize.Pitch;
            for (var count = ScrambleSize.FewestBands; count <= ScrambleSize.MostBands; count++)
            {
                if (count < bands / 1.35f - 0.6f || count > bands * 1.35f + 0.6f)
                    continue;
                var marks = new MarkGrid(image, new ScrambleSize(count), turned);
                if (marks.Likelihood() is var one && one > likelihood)
                    (best, likelihood) = (marks, one);
            }
        }

        return best;
    }

    /// <summary>Dots a module, if the longer sides are the width.</summary>
    static float Module(ReadOnlySpan<Vector2> corners) => Math.Max(
        Vector2.Distance(corners[0], corners[1]) + Vector2.Distance(corners[2], corners[3]),
        Vector2.Distance(corners[1], corners[2]) + Vector2.Distance(corners[3], corners[0])) / 2 / ScrambleSize.Width;
}
