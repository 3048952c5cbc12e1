namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>The scan of a baseline or extended picture that has its luminance, whole (T.81 F.2).</summary>
internal sealed class SequentialScan(JpegFrame frame, JpegScan scan, JpegTables tables, GreyImage picture, ScanBudget budget)
{
    readonly BlockPainter _painter = new(picture, tables.Quantisation(frame.Luminance.Quantisation));
    readonly short[] _block = new short[64];
    int _mean;

    public void Decode(ref EntropySegments segments)
    {
        var units = ScanUnits.Of(frame, scan);
        var coded = Array.ConvertAll(scan.Components, c => (Dc: tables.Dc(c.Dc), Ac: tables.Ac(c.Ac)));
        var bits = segments.Next();
        var left = tables.RestartInterval;
        for (var row = 0; row < units.Down; row++)
        {
            budget.Step(units.StepsPerRow * 64);
            for (var column = 0; column < units.Across; column++)
            {
                if (tables.RestartInterval > 0 && left-- == 0)
                {
                    bits.CheckEnd();
                    bits = segments.Next();
                    (left, _mean) = (tables.RestartInterval - 1, 0);
                }

                var (dc, ac) = coded[0];
                for (var y = 0; y < units.LightDown; y++)
                {
                    for (var x = 0; x < units.LightAcross; x++)
                    {
                        var flat = Block(ref bits, dc, ac);
                        _painter.Paint(_block, column * units.LightAcross + x, row * units.LightDown + y, flat);
                    }
                }

                for (var i = 1; i < coded.Length; i++)
                {
                    for (var blocks = scan.Components[i].Component.Across * scan.Components[i].Component.Down; blocks > 0; blocks--)
                        Skip(ref bits, coded[i].Dc, coded[i].Ac);
                }
            }

            bits.CheckEnd();
        }
    }

    /// <summary>The next block of luminance.</summary>
    /// <returns>Whether it has nothing but its mean.</returns>
    bool Block(ref EntropyBits stream, HuffmanTable dc, HuffmanTable ac)
    {
        var bits = stream; // in registers, while the block lasts
        Span<short> block = _block;
        block.Clear();
        _mean += bits.TakeSigned(dc.Decode(ref bits) & 15);
        block[0] = (short)_mean;
        var places = ZigZag.Places;
        var k = 1;
        while (k < 64)
        {
            bits.Refill();
            var value = ac.PeekValue(bits);
            if (value != 0)
            {
                bits.Skip(value & 255);
                k += value >> 8 & 15;
                block[places[k++]] = (short)(value >> 16);
                continue;
            }

            var symbol = ac.Decode(ref bits);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0)
            {
                if (run < 15)
                    break;
                k += 16;
                continue;
            }

            k += run;
            block[places[k++]] = (short)bits.TakeSigned(size);
        }

        stream = bits;
        if (k > 64)
            throw ScanFileException.Damaged("The JPEG has a block of more than 64 coefficients.");
        return k == 1;
    }

    /// <summary>A block of colour, walked over.</summary>
    static void Skip(ref EntropyBits stream, HuffmanTable dc, HuffmanTable ac)
    {
        var bits = stream;
        bits.Skip(dc.Decode(ref bits) & 15);
        for (var k = 1; k < 64; k++)
        {
            var symbol = ac.Decode(ref bits);
            if (symbol is not 0xF0 && (symbol & 15) == 0)
                break;
            k += symbol >> 4;
            bits.Skip(symbol & 15);
        }

        stream = bits;
    }
}
