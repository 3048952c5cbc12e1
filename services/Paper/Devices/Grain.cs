namespace KioskSim.Paper.Devices;

/// <summary>Noise of a bell-shaped size: a long strip of it, from which each row takes its own piece.</summary>
internal sealed class Grain
{
    const int Strip = 1 << 16;

    readonly sbyte[] _strip;

    /// <param name="sigma">Greys of 255.</param>
    public Grain(Random random, double sigma, int longestRow)
    {
        _strip = new sbyte[Strip + longestRow];
        if (sigma == 0)
            return;
        for (var i = 0; i < _strip.Length; i++)
            _strip[i] = (sbyte)Math.Clamp(Math.Round(sigma * Bell(random)), -127, 127);
    }

    /// <summary>A number of the standard normal distribution.</summary>
    public static double Bell(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public void AddTo(Span<byte> row, Random random)
    {
        var strip = _strip.AsSpan(random.Next(Strip), row.Length);
        for (var x = 0; x < row.Length; x++)
            row[x] = (byte)Math.Clamp(row[x] + strip[x], 0, 255);
    }
}
