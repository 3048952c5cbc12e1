
namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>Takes a frame's scans one after the other and makes its picture.</summary>
internal sealed class JpegDecoder
{
    readonly JpegTables _tables;
    readonly ScanBudget _budget;
    readonly GreyImage _picture;
    readonly LightBlocks? _light;
    byte[] _buffer = [];
    bool _seen;

    public JpegDecoder(JpegFrame frame, JpegTables tables, ScanBudget budget)
    {
        (Frame, _tables, _budget) = (frame, tables, budget);
        _picture = budget.Picture(frame.Width, frame.Height);
        _light = frame.Progressive ? new LightBlocks(frame, budget) : null;
    }

    public JpegFrame Frame { get; }

    /// <summary>Decodes a scan.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="rest">The file from where its data begins.</param>
    /// <returns>Bytes of its data.</returns>
    public int Scan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> rest)
    {
        var scan = JpegScan.Read(header, Frame);
        var length = EntropySegments.LengthOf(rest);
        _budget.Step(length);
        if (!scan.HasLight)
            return length;
        if (_light is null && _seen)
            throw JpegMarker.Wrong();
        _seen = true;
        if (_buffer.Length < length + EntropyBits.Padding)
        {
            _budget.Decode(length);
            _buffer = new byte[length + EntropyBits.Padding];
        }

        var segments = new EntropySegments(rest[..length], _buffer);
        if (_light is null)
            new SequentialScan(Frame, scan, _tables, _picture, _budget).Decode(ref segments);
        else
            _light.Decode(scan, _tables, ref segments);
        return length;
    }

    public GreyImage Finish()
    {
        if (!_seen)
            throw JpegMarker.Wrong();
        _light?.Draw(_tables.Quantisation(Frame.Luminance.Quantisation), _picture);
        return _picture;
    }
}
