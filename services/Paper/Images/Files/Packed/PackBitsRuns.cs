
namespace KioskSim.Paper.Images.Files.Packed;

/// <summary>PackBits (TIFF 6.0, section 9; PDF's RunLengthDecode): a length, then that many bytes as they are, or one byte repeated.</summary>
internal sealed class PackBitsRuns(ReadOnlyMemory<byte> data) : IRowSource
{
    int _at;
    int _literal;
    int _repeated;
    byte _value;

    public void Read(Span<byte> bytes)
    {
        var from = data.Span;
        while (!bytes.IsEmpty)
        {
            if (_repeated > 0)
            {
                var count = Math.Min(_repeated, bytes.Length);
                bytes[..count].Fill(_value);
                _repeated -= count;
                bytes = bytes[count..];
            }
            else if (_literal > 0)
            {
                var count = Math.Min(_literal, bytes.Length);
                if (from.Length - _at < count)
                    throw Early();
                from.Slice(_at, count).CopyTo(bytes);
                (_at, _literal) = (_at + count, _literal - count);
                bytes = bytes[count..];
            }
            else
            {
                Next(from);
            }
        }
    }

    void Next(ReadOnlySpan<byte> data)
    {
        if (_at >= data.Length)
            throw Early();
        var length = (sbyte)data[_at++];
        if (length >= 0)
        {
            _literal = length + 1;
        }
        else if (length != sbyte.MinValue)
        {
            if (_at >= data.Length)
                throw Early();
            (_repeated, _value) = (1 - length, data[_at++]);
        }
    }

    static ScanFileException Early() => ScanFileException.Damaged("The picture's data ends too early.");
}
