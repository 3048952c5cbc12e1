namespace KioskSim.Paper.Scramble.Reading;

/// <summary>Means over squares of modules in the field of an image, at the same cost whatever the squares' size.</summary>
internal sealed class BoxMean
{
    const int Stride = ModulePlanes.Stride;

    readonly float[] _rows = new float[Stride * ScrambleSize.FieldWidth];
    readonly float[] _columns = new float[Stride];

    public void Wipe()
    {
        Array.Clear(_rows);
        Array.Clear(_columns);
    }

    /// <param name="from">A layer of <see cref="ModulePlanes"/>; only its field is read.</param>
    /// <param name="to">Another, or the same; only its field is written.</param>
    /// <param name="radius">Modules to each side; squares that reach beyond the field are cut off there.</param>
    public void Fill(ReadOnlySpan<float> from, Span<float> to, ScrambleSize size, int radius)
    {
        const int width = ScrambleSize.FieldWidth;
        var height = size.FieldHeight;
        for (var y = 0; y < height; y++)
        {
            var row = from.Slice(ModulePlanes.At(ScrambleSize.Border, y + ScrambleSize.Border), width);
            var sums = _rows.AsSpan(y * Stride, width);
            var sum = 0f;
            for (var x = -radius; x < width; x++)
            {
                sum += x + radius < width ? row[x + radius] : 0;
                sum -= x - radius - 1 >= 0 ? row[x - radius - 1] : 0;
                if (x >= 0)
                    sums[x] = sum / (Math.Min(x + radius, width - 1) - Math.Max(x - radius, 0) + 1);
            }
        }

        _columns.AsSpan().Clear();
        for (var y = -radius; y < height; y++)
        {
            if (y + radius < height)
                Add(_rows.AsSpan((y + radius) * Stride, width), 1);
            if (y - radius - 1 >= 0)
                Add(_rows.AsSpan((y - radius - 1) * Stride, width), -1);
            if (y < 0)
                continue;
            var share = 1f / (Math.Min(y + radius, height - 1) - Math.Max(y - radius, 0) + 1);
            var result = to.Slice(ModulePlanes.At(ScrambleSize.Border, y + ScrambleSize.Border), width);
            for (var x = 0; x < width; x++)
                result[x] = _columns[x] * share;
        }
    }

    void Add(ReadOnlySpan<float> row, float sign)
    {
        for (var x = 0; x < row.Length; x++)
            _columns[x] += sign * row[x];
    }
}
