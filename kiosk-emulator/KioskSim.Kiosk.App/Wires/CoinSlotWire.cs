using System.Runtime.CompilerServices;
using Grpc.Core;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Payment;

namespace KioskSim.Kiosk.App.Wires;

/// <summary>The coin slot at the other end of the wire.</summary>
sealed class CoinSlotWire(KioskId kiosk, CoinSlot.CoinSlotClient slot) : ICoinSlot
{
    readonly string _kiosk = kiosk.ToString();

    public async IAsyncEnumerable<Yen> WatchCreditAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using var call = slot.Watch(new CoinSlotRequest { Kiosk = _kiosk }, cancellationToken: stop);
        await foreach (var credit in WireStream.Read(call.ResponseStream, stop))
            yield return new Yen(credit.Yen);
    }

    public async Task HoldAsync(Hold hold, CancellationToken stop)
    {
        var request = new HoldRequest
        {
            Kiosk = _kiosk, Session = Wire.Session(hold.Session), Receipt = hold.Receipt.Text, Yen = hold.Amount.Amount, Copies = hold.Copies.Count,
            SheetsACopy = hold.SheetsACopy,
        };
        if (hold.SheetsBefore is { } sheets)
            request.SheetsBefore = sheets;
        await slot.HoldAsync(request, cancellationToken: stop);
    }

    public async Task CloseAsync(Hold hold, int copiesOut, CancellationToken stop) => await slot.CloseAsync(
        new CloseRequest { Kiosk = _kiosk, Session = Wire.Session(hold.Session), CopiesOut = copiesOut, YenKept = hold.PriceOf(copiesOut).Amount },
        cancellationToken: stop);

    public async Task ForgetAsync(SessionId session, CancellationToken stop) =>
        await slot.ForgetAsync(new ForgetRequest { Kiosk = _kiosk, Session = Wire.Session(session) }, cancellationToken: stop);

    public async Task ReturnCreditAsync(CancellationToken stop) =>
        await slot.ReturnCreditAsync(new CoinSlotRequest { Kiosk = _kiosk }, cancellationToken: stop);

    public async Task<IReadOnlyList<Payment.HoldEntry>> ListAsync(CancellationToken stop)
    {
        var holds = await slot.ListHoldsAsync(new CoinSlotRequest { Kiosk = _kiosk }, cancellationToken: stop);
        return [.. holds.Holds_.Select(Read)];
    }

    static Payment.HoldEntry Read(Contracts.Cabinet.HoldEntry entry)
    {
        var hold = entry.Hold;
        return new Payment.HoldEntry(
            new Hold(Wire.Session(hold.Session), new ReceiptNumber(hold.Receipt), new Yen(hold.Yen), new Copies(hold.Copies), hold.SheetsACopy,
                hold.HasSheetsBefore ? hold.SheetsBefore : null),
            entry.HasCopiesOut ? entry.CopiesOut : null);
    }
}

/// <summary>Streams from the devices, with their breaks as the typed error.</summary>
static class WireStream
{
    public static async IAsyncEnumerable<T> Read<T>(IAsyncStreamReader<T> stream, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            try
            {
                if (!await stream.MoveNext(stop))
                    yield break;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && stop.IsCancellationRequested)
            {
                throw new OperationCanceledException("The stream was given up.", e, stop);
            }
            catch (RpcException e)
            {
                throw new FlowException(FlowErrorCode.Internal, $"a device inside the machine is gone: {e.StatusCode}", inner: e);
            }

            yield return stream.Current;
        }
    }
}
