namespace KioskSim.Hosting.Taps;

/// <summary>Passes everything on as it is, and lets the tap hear it.</summary>
sealed class TappedStream(Stream socket, LineTap tap) : Stream
{
    public override bool CanRead => socket.CanRead;

    public override bool CanWrite => socket.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await socket.ReadAsync(buffer, cancellationToken);
        tap.Hear(buffer.Span[..count], toService: false);
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        tap.Hear(buffer.Span, toService: true);
        return socket.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = socket.Read(buffer, offset, count);
        tap.Hear(buffer.AsSpan(offset, read), toService: false);
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        tap.Hear(buffer.AsSpan(offset, count), toService: true);
        socket.Write(buffer, offset, count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => socket.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => socket.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            socket.Dispose();
        base.Dispose(disposing);
    }
}
