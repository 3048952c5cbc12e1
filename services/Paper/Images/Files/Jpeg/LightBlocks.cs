namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>All coefficients of a progressive picture's luminance, which scans tell bit by bit (T.81 G).</summary>
internal sealed class LightBlocks
{
    readonly JpegFrame _frame;
    readonly ScanBudget _budget;
    readonly short[] _coefficients;

    /// <summary>Blocks in a row, those of the last unit included.</summary>
    readonly int _across;

    /// <summary>The lowest bit known of each coefficient; as many bits as there are before anything is.</summary>
    readonly int[] _low = new int[64];

    public LightBlocks(JpegFrame frame, ScanBudget budget)
    {
        const int unknown = 16;
        (_frame, _budget) = (frame, budget);
        _across = frame.UnitsAcross * frame.Luminance.Across;
        var length = 64L * _across * frame.UnitsDown * frame.Luminance.Down;
        budget.Decode(sizeof(short) * length);
        _coefficients = new short[length];
        _low.AsSpan().Fill(unknown);
    }

    public void Decode(JpegScan scan, JpegTables tables, ref EntropySegments segments)
    {
        CheckProgress(scan);
        var units = ScanUnits.Of(_frame, scan);
        var blocks = new ProgressiveBlocks(scan, tables);
        var bits = segments.Next();
        var left = tables.RestartInterval;
        for (var row = 0; row < units.Down; row++)
        {
            _budget.Step(units.StepsPerRow * (scan.Last - scan.First + 2));
            for (var column = 0; column < units.Across; column++)
            {
                if (tables.RestartInterval > 0 && left-- == 0)
                {
                    bits.CheckEnd();
                    bits = segments.Next();
                    left = tables.RestartInterval - 1;
                    blocks.Restart();
                }

                for (var y = 0; y < units.LightDown; y++)
                {
                    for (var x = 0; x < units.LightAcross; x++)
                        blocks.Decode(ref bits, Block(column * units.LightAcross + x, row * units.LightDown + y));
                }

                if (scan.Interleaved)
                    blocks.SkipColours(ref bits);
            }

            bits.CheckEnd();
        }
    }

    public void Draw(short[] factors, GreyImage picture)
    {
        var painter = new BlockPainter(picture, factors);
        var (across, down) = _frame.BlocksOf(_frame.Luminance);
        for (var row = 0; row < down; row++)
        {
            _budget.Step(64L * across);
            for (var column = 0; column < across; column++)
            {
                var block = Block(column, row);
                painter.Paint(block, column, row, flat: !block[1..].ContainsAnyExcept((short)0));
            }
        }
    }

    Span<short> Block(int column, int row) => _coefficients.AsSpan(64 * (row * _across + column), 64);

    /// <summary>Every bit of every coefficient is told once, from the highest down: that also bounds how many scans there can be.</summary>
    void CheckProgress(JpegScan scan)
    {
        foreach (ref var low in _low.AsSpan(scan.First, scan.Last - scan.First + 1))
        {
            if (scan.Known == 0 ? low <= 13 : low != scan.Known)
                throw JpegMarker.Wrong();
            low = scan.Low;
        }
    }
}
