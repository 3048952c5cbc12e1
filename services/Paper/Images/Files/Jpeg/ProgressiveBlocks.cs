namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>Decodes what one scan of a progressive picture tells of each block (T.81 G.1.2).</summary>
internal sealed class ProgressiveBlocks
{
    readonly JpegScan _scan;
    readonly HuffmanTable? _codes;
    readonly (HuffmanTable? Dc, int Blocks)[] _colours;
    int _mean;

    /// <summary>Further blocks of which the scan tells nothing new.</summary>
    int _ended;

    public ProgressiveBlocks(JpegScan scan, JpegTables tables)
    {
        _scan = scan;
        var light = scan.Components[0];
        // Refining means takes plain bits.
        var plain = scan.First == 0 && scan.Known > 0;
        _codes = plain ? null : scan.First == 0 ? tables.Dc(light.Dc) : tables.Ac(light.Ac);
        _colours =
            [.. scan.Components.Skip(1).Select(c => (plain ? null : tables.Dc(c.Dc), c.Component.Across * c.Component.Down))];
    }

    public void Restart() => (_mean, _ended) = (0, 0);

    public void Decode(ref EntropyBits bits, Span<short> block)
    {
        if (_scan.First == 0)
            Mean(ref bits, ref block[0]);
        else if (_scan.Known == 0)
            First(ref bits, block);
        else
            Refine(ref bits, block);
    }

    public void SkipColours(ref EntropyBits bits)
    {
        foreach (var (codes, blocks) in _colours)
        {
            for (var i = 0; i < blocks; i++)
            {
                bits.Refill();
                bits.Skip(codes is null ? 1 : codes.Decode(ref bits) & 15);
            }
        }
    }

    void Mean(ref EntropyBits bits, ref short mean)
    {
        if (_codes is null)
        {
            bits.Refill();
            mean |= (short)(bits.Take(1) << _scan.Low);
            return;
        }

        _mean += bits.TakeSigned(_codes.Decode(ref bits) & 15);
        mean = (short)(_mean << _scan.Low);
    }

    void First(ref EntropyBits bits, Span<short> block)
    {
        if (_ended > 0)
        {
            _ended--;
            return;
        }

        for (var k = _scan.First; k <= _scan.Last; k++)
        {
            var symbol = _codes!.Decode(ref bits);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && run < 15)
            {
                _ended = (1 << run) - 1 + bits.Take(run);
                return;
            }

            k += run;
            if (k > _scan.Last)
                throw TooMany();
            if (size > 0)
                block[ZigZag.Places[k]] = (short)(bits.TakeSigned(size) << _scan.Low);
        }
    }

    void Refine(ref EntropyBits bits, Span<short> block)
    {
        var k = _scan.First;
        if (_ended == 0)
        {
            for (; k <= _scan.Last; k++)
            {
                var symbol = _codes!.Decode(ref bits);
                var (run, size) = (symbol >> 4, symbol & 15);
                if (size == 0 && run < 15)
                {
                    _ended = (1 << run) + bits.Take(run);
                    break;
                }

                if (size > 1)
                    throw ScanFileException.Damaged("The JPEG refines a coefficient by more than a bit.");
                var fresh = size == 0 ? 0 : bits.Take(1) == 0 ? -1 << _scan.Low : 1 << _scan.Low;
                k = PassOver(ref bits, block, k, run);
                if (fresh == 0)
                    continue;
                if (k > _scan.Last)
                    throw TooMany();
                block[ZigZag.Places[k]] = (short)fresh;
            }
        }

        if (_ended == 0)
            return;
        PassOver(ref bits, block, k, int.MaxValue);
        _ended--;
    }

    /// <summary>Refines the coefficients that are known not to be zero, over a run of those that stay zero.</summary>
    /// <returns>The place of the zero after the run, or one beyond the last coefficient.</returns>
    int PassOver(ref EntropyBits bits, Span<short> block, int k, int run)
    {
        for (; k <= _scan.Last; k++)
        {
            ref var value = ref block[ZigZag.Places[k]];
            if (value == 0)
            {
                if (run-- == 0)
                    break;
                continue;
            }

            bits.Refill();
            if (bits.Take(1) != 0)
                value += (short)(value < 0 ? -1 << _scan.Low : 1 << _scan.Low);
        }

        return k;
    }

    static ScanFileException TooMany() => ScanFileException.Damaged("The JPEG has a block of more coefficients than its scan.");
}
