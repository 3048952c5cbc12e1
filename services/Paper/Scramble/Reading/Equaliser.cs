using System.Numerics;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>
/// Blur and spreading toner mix each module with its neighbours. The equaliser weighs 5 × 5 samples so that the marks, which are known,
/// come out best; then, tile by tile, so that its own decisions do, and lets the decisions on the neighbours speak with the samples.
/// </summary>
internal sealed class Equaliser(ModulePlanes planes)
{
    const int Stride = ModulePlanes.Stride;
    const int Reach = 2;
    const int Window = (2 * Reach + 1) * (2 * Reach + 1);
    const int Centre = Window / 2;

    /// <summary>Samples and a constant.</summary>
    const int Linear = Window + 1;

    /// <summary>And the decisions on the neighbours.</summary>
    const int Full = Linear + Window - 1;

    const int Tile = 80;
    const int Examples = 2000;
    const float Pull = 0.01f;
    const float Surest = 15;

    static readonly int[] Around = [.. Enumerable.Range(0, Window).Select(i => (i / (2 * Reach + 1) - Reach) * Stride + i % (2 * Reach + 1) - Reach)];

    readonly LeastSquares _squares = new();
    readonly float[] _global = new float[LeastSquares.Most];
    readonly float[] _local = new float[LeastSquares.Most];
    readonly float[] _features = new float[LeastSquares.Most];

    /// <summary>From nothing but the marks to a first decision on every module.</summary>
    public void Start(ScrambleSize size)
    {
        Array.Clear(_global);
        _global[Centre] = 1;
        _squares.Clear();
        _features.AsSpan().Clear();
        ModulePlanes.ForMarks(size, (at, ink) =>
        {
            if (planes.Weights[at] > 0)
                Learn(at, Linear, ink ? 1 : -1, planes.Weights[at]);
        });
        _squares.Solve(_global, Linear, Pull);
        ForTiles(size, tile => Apply(tile, _global, Linear));
        Decide(size);
    }

    /// <summary>A tile at a time, from the decisions so far to better ones.</summary>
    public void Refine(ScrambleSize size, bool feedback)
    {
        var count = feedback ? Full : Linear;
        ForTiles(size, tile =>
        {
            _global.CopyTo(_local, 0);
            _squares.Clear();
            _features.AsSpan().Clear();
            var step = Math.Max(1, tile.Width * tile.Height / Examples);
            for (var y = 0; y < tile.Height; y++)
            {
                for (var x = y * 2 % step; x < tile.Width; x += step)
                {
                    var at = tile.At + y * Stride + x;
                    var sure = planes.Weights[at] * Math.Abs(planes.Decisions[at]);
                    if (sure > 0.1f)
                        Learn(at, count, planes.Decisions[at] < 0 ? -1 : 1, sure);
                }
            }

            _squares.Solve(_local, count, Pull);
            Apply(tile, _local, count);
        });
        Decide(size);
    }

    readonly record struct Area(int At, int Width, int Height);

    static void ForTiles(ScrambleSize size, Action<Area> act)
    {
        var (across, down) = (ScrambleSize.FieldWidth / Tile, Math.Max(1, size.FieldHeight / Tile));
        for (var row = 0; row < down; row++)
        {
            var (top, bottom) = (size.FieldHeight * row / down, size.FieldHeight * (row + 1) / down);
            for (var column = 0; column < across; column++)
            {
                var (left, right) = (ScrambleSize.FieldWidth * column / across, ScrambleSize.FieldWidth * (column + 1) / across);
                act(new Area(ModulePlanes.At(left + ScrambleSize.Border, top + ScrambleSize.Border), right - left, bottom - top));
            }
        }
    }

    void Learn(int at, int count, float target, float weight)
    {
        for (var i = 0; i < Window; i++)
            _features[i] = planes.Samples[at + Around[i]];
        _features[Window] = 1;
        if (count == Full)
        {
            for (int i = 0, to = Linear; i < Window; i++)
            {
                if (i != Centre)
                    _features[to++] = planes.Decisions[at + Around[i]];
            }
        }

        _squares.Add(_features, count, target, weight);
    }

    void Apply(Area tile, ReadOnlySpan<float> weights, int count)
    {
        for (var y = 0; y < tile.Height; y++)
        {
            var at = tile.At + y * Stride;
            var row = planes.Equalised.AsSpan(at, tile.Width);
            row.Fill(weights[Window]);
            for (var i = 0; i < Window; i++)
                Add(row, planes.Samples.AsSpan(at + Around[i], tile.Width), weights[i]);
            if (count != Full)
                continue;
            for (int i = 0, from = Linear; i < Window; i++)
            {
                if (i != Centre)
                    Add(row, planes.Decisions.AsSpan(at + Around[i], tile.Width), weights[from++]);
            }
        }

        Scale(tile);
    }

    static void Add(Span<float> row, ReadOnlySpan<float> values, float weight)
    {
        var x = 0;
        for (; x <= row.Length - Vector<float>.Count; x += Vector<float>.Count)
            (new Vector<float>(row[x..]) + weight * new Vector<float>(values[x..])).CopyTo(row[x..]);
        for (; x < row.Length; x++)
            row[x] += weight * values[x];
    }

    /// <summary>From values around ±1 to log-likelihood ratios: what lies far from both is noise, and its size says how far to trust a value.</summary>
    void Scale(Area tile)
    {
        float sum = 0, squares = 0, all = 1e-3f;
        for (var y = 0; y < tile.Height; y++)
        {
            for (int at = tile.At + y * Stride, end = at + tile.Width; at < end; at++)
            {
                var (value, weight) = (planes.Equalised[at], planes.Weights[at]);
                sum += weight * Math.Abs(value);
                squares += weight * value * value;
                all += weight;
            }
        }

        var mean = sum / all;
        var noise = Math.Max(0.01f, squares / all - mean * mean);
        var scale = 2 * mean / noise;
        for (var y = 0; y < tile.Height; y++)
        {
            for (int at = tile.At + y * Stride, end = at + tile.Width; at < end; at++)
                planes.Equalised[at] = Math.Clamp(planes.Equalised[at] * scale, -Surest, Surest) * planes.Weights[at];
        }
    }

    /// <summary>Data modules only: what is known stays known.</summary>
    void Decide(ScrambleSize size)
    {
        for (var y = 0; y < size.FieldHeight; y++)
        {
            var runs = ScrambleSize.Runs(y);
            for (var run = 0; run < runs.Count; run++)
            {
                var at = ModulePlanes.At(ScrambleSize.Border + runs.Start + run * runs.Step, y + ScrambleSize.Border);
                for (var end = at + runs.Length; at < end; at++)
                    planes.Decisions[at] = MathF.Tanh(planes.Equalised[at] / 2);
            }
        }
    }
}
