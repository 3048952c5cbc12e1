using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;

namespace KioskSim.Devices.Coins;

/// <summary>A hold in the slot's book.</summary>
/// <param name="CopiesOut">Set once it was closed.</param>
public sealed record HeldFee(SessionId Session, string Receipt, Yen Amount, int Copies, int SheetsACopy, int? CopiesOut = null)
{
    /// <summary>What the kiosk wants to know again after a crash: the printer's count of all its sheets before.</summary>
    public int? SheetsBefore { get; init; }
}

/// <summary>
/// The coin slot with its own book. At every moment what was put in equals credit + held + box + the return tray + what was taken from
/// it; nothing a kiosk does or fails to do can change that sum.
/// </summary>
public sealed class CoinSlotDevice
{
    static readonly int[] Pieces = [10, 50, 100, 500, 1000];

    readonly Lock _lock = new();
    readonly Dictionary<SessionId, HeldFee> _book = [];
    readonly Changes<Yen> _credit = new(Yen.Zero);

    /// <summary>Put in and not yet held.</summary>
    public Yen Credit { get; private set; }

    /// <summary>Kept: fees of what was delivered.</summary>
    public Yen Box { get; private set; }

    /// <summary>Lies in the return tray.</summary>
    public Yen ReturnTray { get; private set; }

    /// <summary>Everything ever put in.</summary>
    public Yen PutIn { get; private set; }

    /// <summary>Everything ever taken from the return tray.</summary>
    public Yen Taken { get; private set; }

    public Yen Held
    {
        get
        {
            lock (_lock)
                return _book.Values.Where(h => h.CopiesOut is null).Aggregate(Yen.Zero, (sum, h) => sum + h.Amount);
        }
    }

    /// <summary>The credit whenever it changes, first the present one.</summary>
    public IAsyncEnumerable<Yen> WatchCreditAsync(CancellationToken stop) => _credit.FollowAsync(stop);

    /// <param name="pieces">Coins and notes, in yen.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: a piece that the slot does not take; none is taken then.</exception>
    public Yen Insert(IReadOnlyCollection<int> pieces)
    {
        if (!pieces.All(Pieces.Contains))
            throw new FlowException(FlowErrorCode.BadRequest, $"The slot takes pieces of {string.Join(", ", Pieces)} yen and no others.");
        lock (_lock)
        {
            var sum = new Yen(pieces.Sum());
            PutIn += sum;
            return SetCredit(Credit + sum);
        }
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.PaymentAborted"/>: less credit than the fee; nothing is held.</exception>
    public Yen Hold(HeldFee fee)
    {
        lock (_lock)
        {
            if (_book.ContainsKey(fee.Session))
                return Credit; // said again because the answer was lost
            if (Credit < fee.Amount)
                throw new FlowException(FlowErrorCode.PaymentAborted, "less credit than the fee");
            _book.Add(fee.Session, fee);
            return SetCredit(Credit - fee.Amount);
        }
    }

    /// <summary>Ends a hold once: <paramref name="kept"/> goes into the box, the rest into the return tray. Unknown or closed: nothing happens.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: more is to be kept, or out, than was held; nothing happens.</exception>
    public Yen Close(SessionId session, int copiesOut, Yen kept)
    {
        lock (_lock)
        {
            if (!_book.TryGetValue(session, out var fee) || fee.CopiesOut is not null)
                return Credit;
            if (kept > fee.Amount || copiesOut > fee.Copies)
                throw new FlowException(FlowErrorCode.BadRequest, "more than was held");
            _book[session] = fee with { CopiesOut = copiesOut };
            Box += kept;
            ReturnTray += fee.Amount - kept;

            // Change goes with it: nobody should have to ask for it.
            ReturnTray += Credit;
            return SetCredit(Yen.Zero);
        }
    }

    public Yen Forget(SessionId session)
    {
        lock (_lock)
        {
            if (_book.TryGetValue(session, out var fee) && fee.CopiesOut is not null)
                _book.Remove(session);
            return Credit;
        }
    }

    public Yen ReturnCredit()
    {
        lock (_lock)
        {
            ReturnTray += Credit;
            return SetCredit(Yen.Zero);
        }
    }

    public IReadOnlyList<HeldFee> List()
    {
        lock (_lock)
            return [.. _book.Values];
    }

    /// <summary>Empties the return tray into a hand.</summary>
    public Yen TakeMoney()
    {
        lock (_lock)
        {
            var yen = ReturnTray;
            Taken += yen;
            ReturnTray = Yen.Zero;
            return yen;
        }
    }

    Yen SetCredit(Yen credit)
    {
        Credit = credit;
        _credit.Set(credit);
        return credit;
    }
}
