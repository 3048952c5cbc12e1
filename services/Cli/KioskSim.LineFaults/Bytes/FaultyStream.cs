using System.Net.Sockets;
using KioskSim.Hosting.Wiring;

namespace KioskSim.LineFaults.Bytes;

/// <summary>A connection with faults on it, each way by itself. What one write gives to it, or one read takes from it, is a piece.</summary>
/// <param name="there">What is on the way to the service.</param>
/// <param name="back">What is on the way to the caller.</param>
sealed class FaultyStream(Stream socket, IReadOnlyList<ActiveFault> there, IReadOnlyList<ActiveFault> back, TimeProvider clock) : CableStream(socket)
{
    volatile bool _isBroken;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (passed, breaks) = await PassAsync(there, buffer.Length, cancellationToken);
        await Socket.WriteAsync(buffer[..passed], cancellationToken);
        if (breaks)
            throw Break();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await Socket.ReadAsync(buffer, cancellationToken);
        if (count == 0)
            return 0; // nothing was written: that is how somebody asks whether there is anything, or hears that there never will be
        var (passed, breaks) = await PassAsync(back, count, cancellationToken);
        if (!breaks)
            return passed;
        var broken = Break();
        return passed > 0 ? passed : throw broken;
    }

    async Task<(int Passed, bool Breaks)> PassAsync(IReadOnlyList<ActiveFault> faults, int bytes, CancellationToken stop)
    {
        if (_isBroken)
            throw Break();
        var passed = bytes;
        foreach (var fault in faults)
        {
            if (fault.Throw() is not { Strikes: true, Share: var share })
                continue;
            var fate = fault.Kind.OnPiece!(fault.Amount, share, passed);
            if (fate.Late > TimeSpan.Zero)
                await Task.Delay(fate.Late, clock, stop);
            passed = fate.Passed;
            if (fate.Breaks)
                return (passed, true);
        }

        return (passed, false);
    }

    // Behind what has passed: both ends hear of it as they would of a cable that is cut.
    IOException Break()
    {
        _isBroken = true;
        Socket.Dispose();
        return new IOException("The connection broke.", new SocketException((int)SocketError.ConnectionReset));
    }
}
