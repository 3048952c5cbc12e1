
namespace KioskSim.Paper.Images.Files.Packed;

/// <summary>Rows that are not packed at all.</summary>
internal sealed class PlainBytes(ReadOnlyMemory<byte> data) : IRowSource
{
    int _at;

    public void Read(Span<byte> bytes)
    {
        if (data.Length - _at < bytes.Length)
            throw ScanFileException.Damaged("The picture's data ends too early.");
        data.Span.Slice(_at, bytes.Length).CopyTo(bytes);
        _at += bytes.Length;
    }
}
