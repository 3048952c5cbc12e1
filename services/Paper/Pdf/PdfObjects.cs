using System.Buffers.Text;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// Numbered objects of one file and where each begins. Nothing is compressed: outlines of glyphs hardly shrink, compressors differ
/// between machines while a page's bytes must not, and the kiosk finds its marks by looking.
/// </summary>
internal sealed class PdfObjects(PdfBuffer buffer)
{
    const int LengthField = 10;

    readonly List<int> _offsets = [0];
    int _lengthAt;
    int _streamAt;

    public PdfBuffer Buffer => buffer;

    /// <summary>Number of the last object reserved.</summary>
    public int Last => _offsets.Count - 1;

    public IReadOnlyList<int> Offsets => _offsets;

    /// <summary>Objects that stand at the buffer's beginning already.</summary>
    public void Adopt(IReadOnlyList<int> offsets) => _offsets.AddRange(offsets.Skip(1));

    public int Reserve()
    {
        _offsets.Add(0);
        return Last;
    }

    public PdfBuffer Begin(int number)
    {
        _offsets[number] = buffer.Length;
        return buffer.Put(number).Put(" 0 obj\n"u8);
    }

    public void End() => buffer.Put("\nendobj\n"u8);

    /// <summary>Begins a stream object; its data is what is put until <see cref="EndStream"/>.</summary>
    /// <param name="entries">Of its dictionary, besides the length.</param>
    public PdfBuffer BeginStream(int number, ReadOnlySpan<byte> entries)
    {
        Begin(number).Put("<<"u8).Put(entries).Put("/Length "u8);
        _lengthAt = buffer.Length;
        buffer.Take(LengthField).Fill((byte)' ');
        buffer.Put(">>stream\n"u8);
        _streamAt = buffer.Length;
        return buffer;
    }

    /// <returns>The stream's length.</returns>
    public int EndStream()
    {
        var length = buffer.Length - _streamAt;
        Utf8Formatter.TryFormat(length, buffer.Written.Slice(_lengthAt, LengthField), out _);
        buffer.Put("\nendstream"u8);
        End();
        return length;
    }
}

/// <summary>A reference to an object, as it is written.</summary>
internal static class PdfReferences
{
    public static PdfBuffer PutRef(this PdfBuffer buffer, int number) => buffer.Put(number).Put(" 0 R"u8);
}
