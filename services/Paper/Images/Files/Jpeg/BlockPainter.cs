namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>Puts blocks of luminance into the picture, and of those at its edge the part that belongs to it.</summary>
internal sealed class BlockPainter(GreyImage picture, short[] factors)
{
    const int Side = JpegFrame.BlockSide;

    readonly byte[] _edge = new byte[Side * Side];

    /// <param name="column">Blocks from the left; beyond the picture's edge nothing is drawn.</param>
    /// <param name="row">Blocks from the top.</param>
    /// <param name="flat">Whether only the mean is coded.</param>
    public void Paint(ReadOnlySpan<short> block, int column, int row, bool flat)
    {
        var (x, y) = (column * Side, row * Side);
        if (x + Side <= picture.Width && y + Side <= picture.Height)
        {
            Transform(block, flat, picture.Pixels.AsSpan(y * picture.Width + x), picture.Width);
            return;
        }

        if (x >= picture.Width || y >= picture.Height)
            return;
        Transform(block, flat, _edge, Side);
        var width = Math.Min(Side, picture.Width - x);
        for (var i = 0; i < Math.Min(Side, picture.Height - y); i++)
            _edge.AsSpan(i * Side, width).CopyTo(picture.Row(y + i)[x..]);
    }

    void Transform(ReadOnlySpan<short> block, bool flat, Span<byte> dots, int stride)
    {
        if (flat)
            InverseDct.Fill(block[0] * factors[0], dots, stride);
        else
            InverseDct.Transform(block, factors, dots, stride);
    }
}
