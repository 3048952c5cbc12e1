namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>The tables in force: four of each kind, each replaced by a later one of its number.</summary>
internal sealed class JpegTables(ScanBudget budget)
{
    readonly short[]?[] _quantisation = new short[4][];
    readonly HuffmanTable?[] _dc = new HuffmanTable[4];
    readonly HuffmanTable?[] _ac = new HuffmanTable[4];

    /// <summary>Units between restarts; 0 for none.</summary>
    public int RestartInterval { get; set; }

    /// <summary>In the order of <see cref="ZigZag"/>.</summary>
    public short[] Quantisation(int number) => _quantisation[number] ?? throw JpegMarker.Wrong();

    public HuffmanTable Dc(int number) => _dc[number & 3] ?? throw JpegMarker.Wrong();

    public HuffmanTable Ac(int number) => _ac[number & 3] ?? throw JpegMarker.Wrong();

    public void AddQuantisation(ReadOnlySpan<byte> segment)
    {
        var cursor = new FileCursor(segment);
        while (cursor.Left > 0)
        {
            var kind = cursor.U8();
            if (kind >> 4 > 1 || (kind & 15) > 3)
                throw JpegMarker.Wrong();
            var table = new short[64];
            foreach (var place in ZigZag.Places[..64])
                table[place] = (short)(kind >> 4 == 0 ? cursor.U8() : Math.Min(cursor.U16(), (ushort)short.MaxValue));
            _quantisation[kind & 15] = table;
        }
    }

    public void AddHuffman(ReadOnlySpan<byte> segment)
    {
        var cursor = new FileCursor(segment);
        while (cursor.Left > 0)
        {
            var kind = cursor.U8();
            if (kind >> 4 > 1 || (kind & 15) > 3)
                throw JpegMarker.Wrong();
            budget.Source(0);
            (kind >> 4 == 0 ? _dc : _ac)[kind & 15] = HuffmanTable.Read(ref cursor);
        }
    }
}
