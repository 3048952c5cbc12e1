namespace KioskSim.Paper.Images.Files.Samples;

/// <summary>How the samples of a picture lie in its rows, and how they become grey. PNG, TIFF and PDF share these ways.</summary>
internal sealed class SampleRows
{
    // ITU-R BT.601, as JPEG's luminance: a colour becomes the same grey whichever kind of file it comes in.
    const int Red = 19_595, Green = 38_470, Blue = 7_471;

    readonly int _bits;
    readonly int _colours;
    readonly bool _alpha;
    readonly byte[]? _spread;

    /// <param name="bits">1, 2, 4, 8 or 16 a sample, 16 highest byte first.</param>
    /// <param name="colours">1 for grey or an index, 3 for red, green and blue.</param>
    /// <param name="alpha">Whether a sample of opacity follows; what is transparent shows white paper.</param>
    /// <param name="greys">The grey of each value of the only sample of at most 8 bits; empty for evenly spread from black to white.</param>
    public SampleRows(int bits, int colours, bool alpha = false, ReadOnlySpan<byte> greys = default)
    {
        (_bits, _colours, _alpha) = (bits, colours, alpha);
        if (colours > 1 || alpha || bits > 8)
            return;
        Span<byte> even = stackalloc byte[1 << bits];
        for (var value = 0; value < even.Length; value++)
            even[value] = (byte)(value * 255 / (even.Length - 1));
        // An index beyond the palette is black, as ink is the safe reading of what nobody drew.
        Span<byte> all = stackalloc byte[1 << bits];
        all.Clear();
        (greys.IsEmpty ? even : greys[..Math.Min(greys.Length, all.Length)]).CopyTo(all);
        _spread = new byte[256 * (8 / bits)];
        for (var i = 0; i < _spread.Length; i++)
        {
            var (packed, index) = int.DivRem(i, 8 / bits);
            _spread[i] = all[packed >> (8 - bits * (index + 1)) & (all.Length - 1)];
        }
    }

    int Channels => _colours + (_alpha ? 1 : 0);

    /// <summary>Bytes from one dot to the next, at least one: what PNG's filters look back.</summary>
    public int Step => Math.Max(1, _bits * Channels / 8);

    /// <summary>Bytes of a row of that many dots.</summary>
    public long RowBytes(long width) => (width * _bits * Channels + 7) / 8;

    public static byte Grey(int red, int green, int blue) => (byte)((Red * red + Green * green + Blue * blue + 32_768) >> 16);

    /// <summary>As it looks on white.</summary>
    public static byte OnWhite(int grey, int opacity) => (byte)((grey * opacity + 255 * (255 - opacity) + 127) / 255);

    /// <param name="packed">At least <see cref="RowBytes"/> of the row.</param>
    /// <param name="grey">A byte a dot.</param>
    public void ToGrey(ReadOnlySpan<byte> packed, Span<byte> grey)
    {
        if (_spread is null)
            Mix(packed, grey);
        else if (_bits == 8)
            Look(packed, grey);
        else
            Spread(packed, grey);
    }

    void Look(ReadOnlySpan<byte> packed, Span<byte> grey)
    {
        ReadOnlySpan<byte> spread = _spread;
        packed = packed[..grey.Length];
        for (var x = 0; x < packed.Length; x++)
            grey[x] = spread[packed[x]];
    }

    void Spread(ReadOnlySpan<byte> packed, Span<byte> grey)
    {
        var each = 8 / _bits;
        ReadOnlySpan<byte> spread = _spread;
        var i = 0;
        for (; grey.Length >= each; i++, grey = grey[each..])
            spread.Slice(packed[i] * each, each).CopyTo(grey);
        if (!grey.IsEmpty)
            spread.Slice(packed[i] * each, grey.Length).CopyTo(grey);
    }

    void Mix(ReadOnlySpan<byte> packed, Span<byte> grey)
    {
        if (_bits == 8 && _colours == 3 && !_alpha)
        {
            packed = packed[..(3 * grey.Length)];
            for (int x = 0, i = 0; i + 2 < packed.Length; x++, i += 3)
                grey[x] = Grey(packed[i], packed[i + 1], packed[i + 2]);
            return;
        }

        for (int x = 0, i = 0; x < grey.Length; x++, i += Channels)
        {
            var value = _colours == 1 ? Sample(packed, i) : Grey(Sample(packed, i), Sample(packed, i + 1), Sample(packed, i + 2));
            grey[x] = _alpha ? OnWhite(value, Sample(packed, i + _colours)) : (byte)value;
        }
    }

    /// <summary>The sample of that number in the row, as 8 bits.</summary>
    int Sample(ReadOnlySpan<byte> packed, int index) => _bits switch
    {
        8 => packed[index],
        16 => ((packed[2 * index] << 8 | packed[2 * index + 1]) * 255 + 32_895) >> 16,
        _ => (packed[index * _bits / 8] >> (8 - _bits - index * _bits % 8) & ((1 << _bits) - 1)) * 255 / ((1 << _bits) - 1),
    };
}
