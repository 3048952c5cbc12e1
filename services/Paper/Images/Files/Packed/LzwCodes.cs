
namespace KioskSim.Paper.Images.Files.Packed;

/// <summary>LZW as TIFF (section 13) and PDF have it: codes of 9 to 12 bits, highest first, grown one code early.</summary>
internal sealed class LzwCodes(ReadOnlyMemory<byte> data) : IRowSource
{
    const int Clear = 256, End = 257, FirstFree = 258;
    const int LeastBits = 9, MostBits = 12, Table = 1 << MostBits;

    readonly ushort[] _prefix = new ushort[Table];
    readonly byte[] _last = new byte[Table];
    readonly byte[] _text = new byte[Table];

    int _free = FirstFree;
    int _bits = LeastBits;
    int _before = -1;
    byte _first;

    // What of the last code's text is still to be handed out.
    int _from = Table;
    int _to = Table;

    ulong _window;
    int _ready;
    int _at;

    public void Read(Span<byte> bytes)
    {
        while (true)
        {
            var count = Math.Min(_to - _from, bytes.Length);
            _text.AsSpan(_from, count).CopyTo(bytes);
            _from += count;
            bytes = bytes[count..];
            if (bytes.IsEmpty)
                return;
            Next();
        }
    }

    /// <summary>Makes the text of the next code ready.</summary>
    void Next()
    {
        var code = Code();
        while (code == Clear)
        {
            (_free, _bits, _before) = (FirstFree, LeastBits, -1);
            code = Code();
        }

        var known = code < _free && code != End && (code < Clear || _before >= 0);
        if (!known && (code != _free || _before < 0))
            throw ScanFileException.Damaged("The picture's data has a code that does not exist, or ends too early.");
        _from = _to = Table;
        if (!known)
            _text[--_from] = _first;
        for (var c = known ? code : _before; ; c = _prefix[c])
        {
            _text[--_from] = c < Clear ? (byte)c : _last[c];
            if (c < Clear)
                break;
        }

        _first = _text[_from];
        if (_before >= 0 && _free < Table)
        {
            (_prefix[_free], _last[_free]) = ((ushort)_before, _first);
            if (++_free >= (1 << _bits) - 1 && _bits < MostBits)
                _bits++;
        }

        _before = code;
    }

    int Code()
    {
        while (_ready < _bits)
        {
            if (_at >= data.Length)
                throw ScanFileException.Damaged("The picture's data ends too early.");
            _window = _window << 8 | data.Span[_at++];
            _ready += 8;
        }

        _ready -= _bits;
        return (int)(_window >> _ready) & ((1 << _bits) - 1);
    }
}
