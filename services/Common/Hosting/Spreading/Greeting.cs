using KioskSim.Hosting.Wiring;

namespace KioskSim.Hosting.Spreading;

/// <summary>
/// A connection on which the server's first word is listened for. It is SETTINGS (RFC 9113, section 3.4); a server that stops as a caller comes in says GOAWAY in
/// its place, has read nothing, and what was sent to it is no call that it has taken.
/// </summary>
sealed class Greeting(Stream connection) : CableStream(connection)
{
    const int TypeAt = 3; // of a frame's head, after its length
    const byte Settings = 0x4;

    int _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Socket.ReadAsync(buffer, cancellationToken);
        if (_read > TypeAt)
            return read;
        if (_read + read > TypeAt && buffer.Span[TypeAt - _read] != Settings)
            throw new NotSentException("The server takes its leave before it has greeted.");
        _read += read;
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => Socket.WriteAsync(buffer, cancellationToken);
}
