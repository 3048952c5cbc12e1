namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>A table of codes (T.81 annex C) made for looking up: most codes together with the value that follows them.</summary>
internal sealed class HuffmanTable
{
    /// <summary>Bits looked at together.</summary>
    const int Window = 10;
    const int LongestCode = 16;

    /// <summary>For each window: length of the code and symbol; 0 where the code is longer.</summary>
    readonly ushort[] _codes = new ushort[1 << Window];

    /// <summary>For each window that holds a code and its value: value, run of zeros, length of both; 0 for others.</summary>
    readonly int[] _values = new int[1 << Window];

    /// <summary>For each length: one more than the last code of it, at the top of 16 bits.</summary>
    readonly int[] _ends = new int[LongestCode + 1];

    /// <summary>For each length: what added to a code gives the place of its symbol.</summary>
    readonly int[] _places = new int[LongestCode + 1];

    readonly byte[] _symbols;

    HuffmanTable(byte[] symbols) => _symbols = symbols;

    public static HuffmanTable Read(ref FileCursor cursor)
    {
        var counts = cursor.Take(LongestCode);
        var total = 0u;
        foreach (var count in counts)
            total += count;
        if (total > 256)
            throw JpegMarker.Wrong();
        var table = new HuffmanTable(cursor.Take(total).ToArray());
        var (code, place) = (0, 0);
        for (var length = 1; length <= LongestCode; length++, code <<= 1)
        {
            table._places[length] = place - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, place++)
            {
                if (code >= 1 << length)
                    throw JpegMarker.Wrong();
                if (length <= Window)
                    table.Fill(code, length, table._symbols[place]);
            }

            table._ends[length] = code << (LongestCode - length);
        }

        return table;
    }

    /// <summary>The next symbol; the bits of a value behind it are ready too.</summary>
    public int Decode(ref EntropyBits bits)
    {
        bits.Refill();
        var code = _codes[bits.Peek(Window)];
        if (code == 0)
            return DecodeLong(ref bits);
        bits.Skip(code >> 8);
        return code & 255;
    }

    /// <summary>A coefficient after a run of zeros, where code and value fit the window: value × 65,536 + run × 256 + bits; 0 otherwise.</summary>
    public int PeekValue(in EntropyBits bits) => _values[bits.Peek(Window)];

    int DecodeLong(ref EntropyBits bits)
    {
        var next = bits.Peek(LongestCode);
        for (var length = Window + 1; length <= LongestCode; length++)
        {
            if (next >= _ends[length])
                continue;
            var place = _places[length] + (next >> (LongestCode - length));
            if ((uint)place >= (uint)_symbols.Length)
                break;
            bits.Skip(length);
            return _symbols[place];
        }

        throw ScanFileException.Damaged("The JPEG has a code that does not exist.");
    }

    void Fill(int code, int length, byte symbol)
    {
        var free = Window - length;
        _codes.AsSpan(code << free, 1 << free).Fill((ushort)(length << 8 | symbol));
        var size = symbol & 15;
        if (size == 0 || size > free)
            return;
        for (var bits = 0; bits < 1 << size; bits++)
        {
            var value = bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
            _values.AsSpan(code << free | bits << (free - size), 1 << (free - size)).Fill(value << 16 | (symbol >> 4) << 8 | (length + size));
        }
    }
}
