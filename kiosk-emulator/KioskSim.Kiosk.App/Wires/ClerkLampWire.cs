using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Printing;

namespace KioskSim.Kiosk.App.Wires;

/// <summary>The clerk's lamp at the other end of the wire.</summary>
sealed class ClerkLampWire(KioskId kiosk, ClerkLamp.ClerkLampClient lamp) : IClerkLamp
{
    public async Task SetAsync(bool isOn, CancellationToken stop) =>
        await lamp.SetAsync(new LampRequest { Kiosk = kiosk.ToString(), On = isOn }, cancellationToken: stop);
}
