using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Cabinet;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Devices;

/// <summary>What a citizen's hand does at the slots.</summary>
sealed class HandsService(Cabinets cabinets, IWallet wallet) : KioskHands.KioskHandsBase
{
    public override async Task<InsertCardReply> InsertCard(InsertCardRequest request, ServerCallContext context)
    {
        var door = cabinets.Of(request.Kiosk).Door;
        if (!MunicipalityCode.TryParse(request.Municipality, out var municipality))
            throw new FlowException(FlowErrorCode.MunicipalityUnknown);
        var card = await wallet.TakeOutAsync(municipality, request.Resident, request.Card, context.CancellationToken);
        try
        {
            await door.InsertAsync(card, context.CancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new FlowException(FlowErrorCode.BadRequest, "A card lies on the reader already.", inner: e);
        }

        return new InsertCardReply();
    }

    public override async Task<TakeCardReply> TakeCard(TakeCardRequest request, ServerCallContext context)
    {
        await cabinets.Of(request.Kiosk).Door.RemoveAsync();
        return new TakeCardReply();
    }

    public override Task<InsertMoneyReply> InsertMoney(InsertMoneyRequest request, ServerCallContext context) =>
        Task.FromResult(new InsertMoneyReply { YenCredit = cabinets.Of(request.Kiosk).Coins.Insert(request.Pieces).Amount });

    public override Task<TakeMoneyReply> TakeMoney(TakeMoneyRequest request, ServerCallContext context) =>
        Task.FromResult(new TakeMoneyReply { Yen = cabinets.Of(request.Kiosk).Coins.TakeMoney().Amount });

    public override Task<TakePaperReply> TakePaper(TakePaperRequest request, ServerCallContext context)
    {
        var reply = new TakePaperReply();
        foreach (var copy in cabinets.Of(request.Kiosk).Printer.TakePaper())
            reply.Copies.Add(new Contracts.Cabinet.PrintedCopy { Pdf = UnsafeByteOperations.UnsafeWrap(copy.Pdf), Sheets = copy.Sheets });
        return Task.FromResult(reply);
    }
}
