using KioskSim.Domain.Values;

namespace KioskSim.Kiosk.Payment;

/// <summary>
/// A fee that the coin slot has taken and keeps in its own book until the session is settled, with what a kiosk needs to settle it
/// after a crash. Nothing in it is about the person.
/// </summary>
/// <param name="SheetsBefore">The printer's count of all its sheets before it got the job; null: it does not count.</param>
public sealed record Hold(SessionId Session, ReceiptNumber Receipt, Yen Amount, Copies Copies, int SheetsACopy, int? SheetsBefore = null)
{
    /// <summary>How many whole copies are among so many sheets.</summary>
    public int CopiesIn(int sheets) => Math.Clamp(sheets / SheetsACopy, 0, Copies.Count);

    /// <summary>What so many copies cost.</summary>
    public Yen PriceOf(int copies) => new(Amount.Amount / Copies.Count * copies);
}

/// <summary>An entry of the coin slot's book.</summary>
/// <param name="CopiesOut">Set once the hold was closed: their price went into the box, the rest back to the citizen.</param>
public sealed record HoldEntry(Hold Hold, int? CopiesOut);

/// <summary>The coin slot: a device of its own that keeps its own books (000-30).</summary>
public interface ICoinSlot
{
    /// <summary>What lies in the slot and is not held, whenever it changes, first the present amount.</summary>
    IAsyncEnumerable<Yen> WatchCreditAsync(CancellationToken stop);

    /// <summary>Takes the fee out of the credit. From here on it is paid.</summary>
    /// <exception cref="Domain.Errors.FlowException">There is not enough credit.</exception>
    Task HoldAsync(Hold hold, CancellationToken stop);

    /// <summary>Ends a hold: the price of the copies that are out goes into the box, the rest back to the citizen. Repeated, it changes nothing.</summary>
    Task CloseAsync(Hold hold, int copiesOut, CancellationToken stop);

    /// <summary>Strikes a closed hold from the book.</summary>
    Task ForgetAsync(SessionId session, CancellationToken stop);

    /// <summary>Pays out what lies in the slot.</summary>
    Task ReturnCreditAsync(CancellationToken stop);

    /// <summary>What is still in the book.</summary>
    Task<IReadOnlyList<HoldEntry>> ListAsync(CancellationToken stop);
}
