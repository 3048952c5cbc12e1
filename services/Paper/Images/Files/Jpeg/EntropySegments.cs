namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>
/// A scan's coded data, one stretch between two restarts after the other, without the zero bytes that are stuffed behind each 0xFF:
/// whoever decodes bits then has no marker to look for.
/// </summary>
/// <param name="data">The scan, <see cref="LengthOf"/> long.</param>
/// <param name="buffer">At least as long and <see cref="EntropyBits.Padding"/> more.</param>
internal ref struct EntropySegments(ReadOnlySpan<byte> data, Span<byte> buffer)
{
    readonly Span<byte> _buffer = buffer;
    ReadOnlySpan<byte> _data = data;
    int _restarts;
    bool _ended;

    /// <summary>Bytes up to the next marker that is no restart.</summary>
    public static int LengthOf(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (true)
        {
            var found = data[at..].IndexOf((byte)0xFF);
            if (found < 0 || (at += found) + 1 >= data.Length)
                throw ScanFileException.Damaged("The JPEG ends within its picture.");
            var next = data[at + 1];
            if (next is 0 or >= JpegMarker.FirstRestart and <= JpegMarker.LastRestart)
                at += 2;
            else if (next == 0xFF)
                at++;
            else
                return at;
        }
    }

    /// <summary>The bits up to the next restart.</summary>
    public EntropyBits Next()
    {
        if (_ended)
            throw ScanFileException.Damaged("The JPEG has less data than its size needs.");
        var length = 0;
        while (true)
        {
            var found = _data.IndexOf((byte)0xFF);
            var plain = found < 0 ? _data : _data[..found];
            plain.CopyTo(_buffer[length..]);
            length += plain.Length;
            if (found < 0 || found + 1 >= _data.Length)
            {
                _ended = true;
                break;
            }

            var next = _data[found + 1];
            _data = _data[(found + (next == 0xFF ? 1 : 2))..];
            if (next == 0)
            {
                _buffer[length++] = 0xFF;
            }
            else if (next != 0xFF)
            {
                if (next != JpegMarker.FirstRestart + _restarts++ % 8)
                    throw ScanFileException.Damaged("A restart of the JPEG is out of turn.");
                break;
            }
        }

        _buffer.Slice(length, EntropyBits.Padding).Clear();
        return new EntropyBits(_buffer[..(length + EntropyBits.Padding)]);
    }
}
