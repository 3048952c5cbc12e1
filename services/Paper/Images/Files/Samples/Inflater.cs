using System.IO.Compression;

namespace KioskSim.Paper.Images.Files.Samples;

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

/// <summary>Where unpacked rows come from, whatever they were packed with.</summary>
internal interface IRowSource
{
    /// <summary>The next bytes; all that were asked for.</summary>
    /// <exception cref="ScanFileException">There are fewer.</exception>
    void Read(Span<byte> bytes);
}

/// <summary>Several stretches of one file as a stream, without copying them together.</summary>
internal sealed class PartsStream(IReadOnlyList<ReadOnlyMemory<byte>> parts) : Stream
{
    int _part;
    int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_part < parts.Count)
        {
            var rest = parts[_part].Span[_at..];
            if (!rest.IsEmpty)
            {
                var count = Math.Min(rest.Length, buffer.Length);
                rest[..count].CopyTo(buffer);
                _at += count;
                return count;
            }

            (_part, _at) = (_part + 1, 0);
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
