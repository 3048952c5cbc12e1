
namespace KioskSim.Paper.Images.Files.Packed;

/// <summary>
/// Group 4 fax (ITU-T T.6): each row told by how its changes of colour lie to those of the row above. Rows come packed, 1 is black.
/// </summary>
/// <param name="aligned">Whether each row begins with a byte of its own (PDF's EncodedByteAlign).</param>
internal sealed class FaxRows(ReadOnlyMemory<byte> data, int width, bool aligned = false) : IRowSource
{
    // Where the colour changes, first to black; then the width, as often as anybody may look further.
    int[] _above = Changes(width);
    int[] _row = Changes(width);
    long _bit;

    public void Read(Span<byte> bytes)
    {
        if (aligned)
            _bit = (_bit + 7) & ~7;
        var count = Decode(data.Span);
        _row.AsSpan(count, Math.Min(4, _row.Length - count)).Fill(width);
        bytes.Clear();
        for (var i = 0; i < count; i += 2)
            Blacken(bytes, _row[i], _row[i + 1]);
        (_above, _row) = (_row, _above);
    }

    static int[] Changes(int width)
    {
        var changes = new int[width + 8];
        changes.AsSpan().Fill(width);
        return changes;
    }

    /// <returns>How many changes the row has.</returns>
    int Decode(ReadOnlySpan<byte> data)
    {
        var (count, above, at) = (0, 0, 0);
        var black = false;
        while (at < width)
        {
            // The first change above to the other colour, right of here; at the start of a row it may be here.
            while (_above[above] <= at && _above[above] < width && (at > 0 || count > 0))
                above += 2;
            var next = Peek(data, 7);
            if (next >> 6 == 1)
                Change(1, 0);
            else if (next >> 4 == 0b011)
                Change(3, 1);
            else if (next >> 4 == 0b010)
                Change(3, -1);
            else if (next >> 4 == 0b001)
                Runs(data);
            else if (next >> 3 == 0b0001)
                Pass();
            else if (next >> 1 == 0b000011)
                Change(6, 2);
            else if (next >> 1 == 0b000010)
                Change(6, -2);
            else if (next == 0b0000011)
                Change(7, 3);
            else if (next == 0b0000010)
                Change(7, -3);
            else
                throw Wrong();
        }

        if (_bit > 8L * data.Length)
            throw Wrong();
        return count;

        void Change(int bits, int right)
        {
            _bit += bits;
            To(_above[above] + right);
            black = !black;
            above += above > 0 ? -1 : 1;
        }

        void Pass()
        {
            _bit += 4;
            at = _above[above + 1];
            // So that the start of the row is not taken for its start again.
            above += _above[above] < width ? 2 : 0;
        }

        void Runs(ReadOnlySpan<byte> data)
        {
            _bit += 3;
            To(at + Run(data, black));
            To(at + Run(data, !black));
        }

        void To(int place)
        {
            if (place < at || place > width || count > width)
                throw Wrong();
            _row[count++] = at = place;
        }
    }

    int Run(ReadOnlySpan<byte> data, bool black)
    {
        var codes = black ? FaxCodes.Black : FaxCodes.White;
        var run = 0;
        while (true)
        {
            var code = codes[Peek(data, FaxCodes.LongestCode)];
            _bit += code & 15;
            run += code >> 4;
            if (code == 0 || run > width)
                throw Wrong();
            if (code >> 4 < FaxCodes.FirstMakeUp)
                return run;
        }
    }

    /// <summary>The next bits, at most 16; zeros beyond the end.</summary>
    int Peek(ReadOnlySpan<byte> data, int count)
    {
        var at = (int)(_bit >> 3);
        var bytes = at + 2 < data.Length
            ? data[at] << 16 | data[at + 1] << 8 | data[at + 2]
            : (at < data.Length ? data[at] << 16 : 0) | (at + 1 < data.Length ? data[at + 1] << 8 : 0);
        return bytes >> (24 - count - (int)(_bit & 7)) & ((1 << count) - 1);
    }

    static void Blacken(Span<byte> row, int from, int to)
    {
        if (from >= to)
            return;
        var (first, last) = (from >> 3, (to - 1) >> 3);
        var (head, tail) = ((byte)(0xFF >> (from & 7)), (byte)(0xFF << (7 - (to - 1 & 7))));
        if (first == last)
        {
            row[first] |= (byte)(head & tail);
            return;
        }

        row[first] |= head;
        row[(first + 1)..last].Fill(0xFF);
        row[last] |= tail;
    }

    static ScanFileException Wrong() => ScanFileException.Damaged("The fax data of the picture is damaged or ends too early.");
}
