namespace KioskSim.Paper.Symbols;

/// <summary>
/// Writes yes-or-no decisions in as little room as their probabilities allow: a binary range coder, in whole numbers, of 32 bits (Martin
/// 1979; the adaptation is LZMA's). Ends with the fewest bytes that a reader which finds zeros after them takes for the same.
/// </summary>
internal sealed class RangeEncoder
{
    /// <summary>Probabilities are parts of 4,096.</summary>
    public const int ProbabilityBits = 12;

    public const uint LeastRange = 1 << 24;
    const int Adaptation = 4;

    byte[] _bytes = new byte[256];
    int _length;
    uint _low;
    uint _range = uint.MaxValue;

    /// <param name="zero">How likely the bit is 0; not 0 and not 4,096.</param>
    public void Put(int bit, int zero)
    {
        var share = (_range >> ProbabilityBits) * (uint)zero;
        if (bit == 0)
        {
            _range = share;
        }
        else
        {
            Add(share);
            _range -= share;
        }

        while (_range < LeastRange)
        {
            Write();
            _range <<= 8;
        }
    }

    /// <param name="zero">How likely the bit is 0, from what was seen so far.</param>
    public void Put(int bit, ref ushort zero)
    {
        Put(bit, zero);
        zero = Adapt(zero, bit);
    }

    public static ushort Adapt(ushort zero, int bit) =>
        (ushort)(bit == 0 ? zero + ((1 << ProbabilityBits) - zero >> Adaptation) : zero - (zero >> Adaptation));

    /// <summary>What was put since the last time, and begins anew.</summary>
    public byte[] Finish()
    {
        for (var kept = 0; kept <= 4; kept++)
        {
            var mask = (uint)(0xFFFFFFFFul >> 8 * kept);
            var up = (mask - (_low & mask) + 1) & mask;
            if (up >= _range)
                continue;
            Add(up);
            break;
        }

        for (var i = 0; i < 4; i++)
            Write();
        while (_length > 0 && _bytes[_length - 1] == 0)
            _length--;
        var bytes = _bytes.AsSpan(0, _length).ToArray();
        (_length, _low, _range) = (0, 0, uint.MaxValue);
        return bytes;
    }

    void Add(uint value)
    {
        var sum = _low + value;
        if (sum < _low)
        {
            // A carry goes back over what is written already; there is always a byte that takes it.
            var at = _length - 1;
            while (++_bytes[at] == 0)
                at--;
        }

        _low = sum;
    }

    void Write()
    {
        if (_length == _bytes.Length)
            Array.Resize(ref _bytes, 2 * _length);
        _bytes[_length++] = (byte)(_low >> 24);
        _low <<= 8;
    }
}
