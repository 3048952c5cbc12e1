using Grpc.Core;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.Shared;
using KioskSim.Devices.Coins;
using KioskSim.Domain.Values;

namespace KioskSim.Devices;

/// <summary>The kiosk's wire to the coin slot.</summary>
sealed class CoinSlotService(Cabinets cabinets) : CoinSlot.CoinSlotBase
{
    public override async Task Watch(CoinSlotRequest request, IServerStreamWriter<Credit> responseStream, ServerCallContext context)
    {
        await foreach (var credit in cabinets.Of(request.Kiosk).Coins.WatchCreditAsync(context.CancellationToken))
            await responseStream.WriteAsync(new Credit { Yen = credit.Amount }, context.CancellationToken);
    }

    public override Task<Credit> Hold(HoldRequest request, ServerCallContext context)
    {
        if (request.Yen < 0 || request.Copies < 1 || request.SheetsACopy < 1)
            throw Wire.Bad("A hold needs an amount, copies and sheets.");
        var fee = new HeldFee(Wire.Session(request.Session), request.Receipt, new Yen(request.Yen), request.Copies, request.SheetsACopy)
        {
            SheetsBefore = request.HasSheetsBefore ? request.SheetsBefore : null,
        };
        return Reply(cabinets.Of(request.Kiosk).Coins.Hold(fee));
    }

    public override Task<Credit> Close(CloseRequest request, ServerCallContext context)
    {
        if (request.YenKept < 0 || request.CopiesOut < 0)
            throw Wire.Bad("Neither copies nor money can be less than nothing.");
        return Reply(cabinets.Of(request.Kiosk).Coins.Close(Wire.Session(request.Session), request.CopiesOut, new Yen(request.YenKept)));
    }

    public override Task<Credit> Forget(ForgetRequest request, ServerCallContext context) =>
        Reply(cabinets.Of(request.Kiosk).Coins.Forget(Wire.Session(request.Session)));

    public override Task<Credit> ReturnCredit(CoinSlotRequest request, ServerCallContext context) =>
        Reply(cabinets.Of(request.Kiosk).Coins.ReturnCredit());

    public override Task<Holds> ListHolds(CoinSlotRequest request, ServerCallContext context)
    {
        var holds = new Holds();
        foreach (var fee in cabinets.Of(request.Kiosk).Coins.List())
        {
            var entry = new HoldEntry
            {
                Hold = new HoldRequest
                {
                    Kiosk = request.Kiosk, Session = Wire.Session(fee.Session), Receipt = fee.Receipt, Yen = fee.Amount.Amount,
                    Copies = fee.Copies, SheetsACopy = fee.SheetsACopy,
                },
            };
            if (fee.SheetsBefore is { } sheets)
                entry.Hold.SheetsBefore = sheets;
            if (fee.CopiesOut is { } copies)
                entry.CopiesOut = copies;
            holds.Holds_.Add(entry);
        }

        return Task.FromResult(holds);
    }

    static Task<Credit> Reply(Yen credit) => Task.FromResult(new Credit { Yen = credit.Amount });
}

/// <summary>The sensor of the out-tray, and the locked box behind it.</summary>
sealed class OutTrayService(Cabinets cabinets) : OutTray.OutTrayBase
{
    public override async Task Watch(OutTrayRequest request, IServerStreamWriter<OutTrayState> responseStream, ServerCallContext context)
    {
        await foreach (var sheets in cabinets.Of(request.Kiosk).Printer.WatchTrayAsync(context.CancellationToken))
            await responseStream.WriteAsync(new OutTrayState { Sheets = sheets }, context.CancellationToken);
    }

    public override Task<OutTrayState> Withdraw(OutTrayRequest request, ServerCallContext context) =>
        Task.FromResult(new OutTrayState { Sheets = cabinets.Of(request.Kiosk).Printer.WithdrawPaper() });
}
