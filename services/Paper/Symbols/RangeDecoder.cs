namespace KioskSim.Paper.Symbols;

/// <summary>Reads what a <see cref="RangeEncoder"/> wrote. Any bytes can be read; after their end come zeros.</summary>
internal ref struct RangeDecoder
{
    readonly ReadOnlySpan<byte> _bytes;
    int _at;
    uint _code;
    uint _range = uint.MaxValue;

    public RangeDecoder(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        for (var i = 0; i < 4; i++)
            _code = _code << 8 | Next();
    }

    /// <summary>Whether it has gone on for so long after the end that the rest cannot have been written.</summary>
    public readonly bool IsBeyond => _at > _bytes.Length + 8;

    public int Take(int zero)
    {
        var share = (_range >> RangeEncoder.ProbabilityBits) * (uint)zero;
        int bit;
        if (_code < share)
        {
            _range = share;
            bit = 0;
        }
        else
        {
            _code -= share;
            _range -= share;
            bit = 1;
        }

        while (_range < RangeEncoder.LeastRange)
        {
            _code = _code << 8 | Next();
            _range <<= 8;
        }

        return bit;
    }

    public int Take(ref ushort zero)
    {
        var bit = Take((int)zero);
        zero = RangeEncoder.Adapt(zero, bit);
        return bit;
    }

    uint Next()
    {
        var at = _at++;
        return at < _bytes.Length ? _bytes[at] : 0u;
    }
}
