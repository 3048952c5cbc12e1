using System.Runtime.CompilerServices;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Printing;

namespace KioskSim.Kiosk.App.Wires;

/// <summary>The out-tray at the other end of the wire.</summary>
sealed class OutTrayWire(KioskId kiosk, OutTray.OutTrayClient tray) : IOutTray
{
    public async IAsyncEnumerable<int> WatchAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using var call = tray.Watch(new OutTrayRequest { Kiosk = kiosk.ToString() }, cancellationToken: stop);
        await foreach (var state in WireStream.Read(call.ResponseStream, stop))
            yield return state.Sheets;
    }

    public async Task<int> WithdrawAsync(CancellationToken stop) =>
        (await tray.WithdrawAsync(new OutTrayRequest { Kiosk = kiosk.ToString() }, cancellationToken: stop)).Sheets;
}
