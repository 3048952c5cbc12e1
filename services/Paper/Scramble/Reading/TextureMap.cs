using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>
/// Finds where in a picture there may be a scramble image: half of it is ink everywhere, which text, rules, paper and tables are not.
/// </summary>
internal sealed class TextureMap
{
    /// <summary>Blocks along the longer side of the picture.</summary>
    const int Blocks = 160;

    const int SmallestBlock = 4;
    const int FewestBlocks = 12;
    const int MostAreas = 4;

    readonly int _block;
    readonly int _columns;
    readonly int _rows;
    readonly bool[] _half;

    public TextureMap(GreyImage image)
    {
        _block = Math.Max(SmallestBlock, Math.Max(image.Width, image.Height) / Blocks);
        (_columns, _rows) = (image.Width / _block, image.Height / _block);
        var (contrast, share) = Measure(image);
        _half = new bool[contrast.Length];
        if (contrast.Length == 0)
            return;
        var most = contrast.Order().ElementAt((int)(contrast.Length * 0.99));
        var raw = new bool[contrast.Length];
        for (var i = 0; i < raw.Length; i++)
            raw[i] = contrast[i] > Math.Max(16, most * 0.3f) && share[i] is > 0.3f and < 0.7f;
        for (var y = 1; y < _rows - 1; y++)
        {
            for (var x = 1; x < _columns - 1; x++)
                _half[y * _columns + x] = Around(raw, x, y) >= 5;
        }
    }

    /// <summary>Dots of the picture a block.</summary>
    public int Block => _block;

    /// <summary>Convex outlines of what may be one image, the likeliest first, in dots of the picture.</summary>
    public List<Vector2[]> Areas()
    {
        var areas = Connected();
        areas.RemoveAll(area => area.Count < FewestBlocks);
        areas.Sort((one, other) => other.Count - one.Count);
        if (areas.Count > MostAreas)
            areas.RemoveRange(MostAreas, areas.Count - MostAreas);

        // A hole can cut an image in two.
        List<int> together = [.. areas.Where(area => area.Count * 8 > areas[0].Count).SelectMany(area => area)];
        if (areas.Count > 1 && together.Count > areas[0].Count)
            areas.Insert(1, together);
        return [.. areas.Select(area => Polygon.Hull(area.SelectMany(Corners)))];
    }

    IEnumerable<Vector2> Corners(int index)
    {
        var (row, column) = Math.DivRem(index, _columns);
        var (x, y) = (column * _block, row * _block);
        return [new(x, y), new(x + _block, y), new(x, y + _block), new(x + _block, y + _block)];
    }

    List<List<int>> Connected()
    {
        var areas = new List<List<int>>();
        var left = (bool[])_half.Clone();
        var open = new Stack<int>();
        for (var start = 0; start < left.Length; start++)
        {
            if (!left[start])
                continue;
            var area = new List<int>();
            left[start] = false;
            open.Push(start);
            while (open.TryPop(out var at))
            {
                area.Add(at);
                // No block at the picture's edge is set, so that each has four neighbours.
                foreach (var next in (ReadOnlySpan<int>)[at - 1, at + 1, at - _columns, at + _columns])
                {
                    if (left[next])
                        open.Push(next);
                    left[next] = false;
                }
            }

            areas.Add(area);
        }

        return areas;
    }

    int Around(bool[] raw, int x, int y)
    {
        var count = 0;
        for (var at = (y - 1) * _columns + x - 1; at <= (y + 1) * _columns + x - 1; at += _columns)
            count += (raw[at] ? 1 : 0) + (raw[at + 1] ? 1 : 0) + (raw[at + 2] ? 1 : 0);
        return count;
    }

    /// <summary>For each block how far its lightest and darkest twentieth lie apart, and which share is darker than their middle.</summary>
    (float[] Contrast, float[] Share) Measure(GreyImage image)
    {
        var (contrast, share) = (new float[_columns * _rows], new float[_columns * _rows]);
        Span<int> counts = stackalloc int[256];
        var all = _block * _block;
        for (var at = 0; at < contrast.Length; at++)
        {
            counts.Clear();
            var (row, column) = Math.DivRem(at, _columns);
            for (var y = row * _block; y < (row + 1) * _block; y++)
            {
                foreach (var grey in image.Row(y).Slice(column * _block, _block))
                    counts[grey]++;
            }

            var (dark, light) = (Quantile(counts, all / 20), Quantile(counts, all - 1 - all / 20));
            var darker = 0;
            for (var grey = 0; grey < (dark + light + 1) / 2; grey++)
                darker += counts[grey];
            (contrast[at], share[at]) = (light - dark, (float)darker / all);
        }

        return (contrast, share);
    }

    static int Quantile(ReadOnlySpan<int> counts, int rank)
    {
        var grey = 0;
        for (var below = counts[0]; below <= rank; below += counts[grey])
            grey++;
        return grey;
    }
}
