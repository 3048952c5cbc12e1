using KioskSim.Hosting.Wiring;

namespace KioskSim.Hosting.Taps;

/// <summary>Passes everything on as it is, and lets the tap hear it.</summary>
sealed class TappedStream(Stream socket, LineTap tap) : CableStream(socket)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await Socket.ReadAsync(buffer, cancellationToken);
        tap.Hear(buffer.Span[..count], toService: false);
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        tap.Hear(buffer.Span, toService: true);
        return Socket.WriteAsync(buffer, cancellationToken);
    }
}
