using Grpc.Core;
using KioskSim.Contracts.Cabinet;

namespace KioskSim.Devices;

/// <summary>The kiosk's wire to the lamp that calls the clerk.</summary>
sealed class ClerkLampService(Cabinets cabinets) : ClerkLamp.ClerkLampBase
{
    public override Task<LampState> Set(LampRequest request, ServerCallContext context)
    {
        var cabinet = cabinets.Of(request.Kiosk);
        cabinet.LampIsOn = request.On;
        return Task.FromResult(new LampState { On = cabinet.LampIsOn });
    }
}

/// <summary>The key to the locked box. Paper goes from there to be destroyed; who empties it learns how many sheets and nothing else.</summary>
sealed class PaperBoxService(Cabinets cabinets) : PaperBox.PaperBoxBase
{
    public override Task<PaperBoxReply> Empty(PaperBoxRequest request, ServerCallContext context) =>
        Task.FromResult(new PaperBoxReply { Sheets = cabinets.Of(request.Kiosk).Printer.EmptyBox() });
}
