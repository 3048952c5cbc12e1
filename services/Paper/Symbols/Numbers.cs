namespace KioskSim.Paper.Symbols;

/// <summary>
/// Numbers of which small ones, and those seen lately, are likely: how many binary digits, then the digits, the first ones from what was
/// seen, the rest as they are (Elias 1975, gamma, adaptive).
/// </summary>
internal sealed class Numbers
{
    public const int Most = (1 << MostDigits) - 2;

    const int MostDigits = 17;
    const int Modelled = 4;
    const int Even = 1 << RangeEncoder.ProbabilityBits - 1;

    readonly ushort[] _sign = Fresh(1);
    readonly ushort[] _more = Fresh(MostDigits);
    readonly ushort[] _digits = Fresh(MostDigits << Modelled);

    /// <param name="value">0 to <see cref="Most"/>.</param>
    public void Put(RangeEncoder to, int value)
    {
        var more = int.Log2(++value);
        for (var i = 0; i < more; i++)
            to.Put(1, ref _more[i]);
        if (more < MostDigits - 1)
            to.Put(0, ref _more[more]);
        for (int i = more - 1, seen = 1; i >= 0; i--)
        {
            var bit = value >> i & 1;
            if (more - 1 - i < Modelled)
                to.Put(bit, ref _digits[(more << Modelled) + seen]);
            else
                to.Put(bit, Even);
            seen = seen << 1 | bit;
        }
    }

    public int Take(ref RangeDecoder from)
    {
        var more = 0;
        while (more < MostDigits - 1 && from.Take(ref _more[more]) != 0)
            more++;
        var value = 1;
        for (var i = 0; i < more; i++)
            value = value << 1 | (i < Modelled ? from.Take(ref _digits[(more << Modelled) + value]) : from.Take(Even));
        return value - 1;
    }

    /// <param name="value">At most <see cref="Most"/> to either side.</param>
    public void PutSigned(RangeEncoder to, int value)
    {
        Put(to, Math.Abs(value));
        if (value != 0)
            to.Put(value < 0 ? 1 : 0, ref _sign[0]);
    }

    public int TakeSigned(ref RangeDecoder from)
    {
        var size = Take(ref from);
        return size != 0 && from.Take(ref _sign[0]) != 0 ? -size : size;
    }

    public static ushort[] Fresh(int count)
    {
        var even = new ushort[count];
        even.AsSpan().Fill(Even);
        return even;
    }
}
