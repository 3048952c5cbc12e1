using System.IO.Compression;

namespace KioskSim.Paper.Images.Files.Packed;

/// <summary>A zlib stream (RFC 1950) of a file, taken out in the pieces that are asked for and no further.</summary>
internal sealed class Inflater(Stream packed) : IRowSource, IDisposable
{
    /// <summary>Deflate makes at most 258 bytes of two bits.</summary>
    public const int MostRatio = 1032;

    readonly ZLibStream _zlib = new(packed, CompressionMode.Decompress);

    public Inflater(ReadOnlyMemory<byte> packed)
        : this(new PartsStream([packed]))
    {
    }

    /// <summary>Fills all of it, or the stream is damaged.</summary>
    public void Read(Span<byte> bytes)
    {
        if (ReadUpTo(bytes) < bytes.Length)
            throw ScanFileException.Damaged("Compressed data ends too early.");
    }

    /// <summary>Fewer bytes than asked for only at the end of the stream, whose checksum was right then.</summary>
    public int ReadUpTo(Span<byte> bytes)
    {
        try
        {
            return _zlib.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw ScanFileException.Damaged("Compressed data is damaged.", e);
        }
    }

    /// <summary>Refuses more data than the picture has room for, and a wrong checksum.</summary>
    public void ExpectEnd()
    {
        Span<byte> one = stackalloc byte[1];
        if (ReadUpTo(one) != 0)
            throw ScanFileException.Damaged("Compressed data goes on after the last row.");
    }

    public void Dispose() => _zlib.Dispose();
}
