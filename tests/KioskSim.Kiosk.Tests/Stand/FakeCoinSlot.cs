using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Payment;

namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>A coin slot with its own book, which outlives the kiosk.</summary>
sealed class FakeCoinSlot(Func<Contacts> contacts) : ICoinSlot
{
    readonly Watched<Yen> _credit = new(Yen.Zero);
    readonly Dictionary<SessionId, HoldEntry> _book = [];

    public Yen PutIn { get; private set; }

    public Yen Credit => _credit.Value;

    public Yen Box { get; private set; }

    public Yen Returned { get; private set; }

    /// <summary>How often money moved because a hold was closed.</summary>
    public int Closings { get; private set; }

    public IReadOnlyCollection<HoldEntry> Book => _book.Values;

    public void Insert(int yen)
    {
        PutIn += new Yen(yen);
        _credit.Set(Credit + new Yen(yen));
    }

    /// <summary>A hold that an earlier life of the kiosk left behind.</summary>
    public void LeaveInBook(Hold hold, int? copiesOut = null)
    {
        PutIn += hold.Amount;
        _book.Add(hold.Session, new HoldEntry(hold, copiesOut));
    }

    public IAsyncEnumerable<Yen> WatchCreditAsync(CancellationToken stop) => _credit.FollowAsync(stop);

    public Task HoldAsync(Hold hold, CancellationToken stop) => Contact("Hold", () =>
    {
        if (_book.ContainsKey(hold.Session))
            return;
        if (Credit < hold.Amount)
            throw new FlowException(FlowErrorCode.PaymentAborted);
        _book.Add(hold.Session, new HoldEntry(hold, null));
        _credit.Set(Credit - hold.Amount);
    });

    public Task CloseAsync(Hold hold, int copiesOut, CancellationToken stop) => Contact("Close", () =>
    {
        if (!_book.TryGetValue(hold.Session, out var entry) || entry.CopiesOut is not null)
            return;
        _book[hold.Session] = entry with { CopiesOut = copiesOut };
        Closings++;
        Box += hold.PriceOf(copiesOut);
        Returned += hold.Amount - hold.PriceOf(copiesOut);
    });

    public Task ForgetAsync(SessionId session, CancellationToken stop) => Contact("Forget", () =>
    {
        Assert.False(_book.GetValueOrDefault(session) is { CopiesOut: null }, "an open hold is forgotten");
        _book.Remove(session);
    });

    public Task ReturnCreditAsync(CancellationToken stop) => Contact("ReturnCredit", () =>
    {
        Returned += Credit;
        _credit.Set(Yen.Zero);
    });

    public async Task<IReadOnlyList<HoldEntry>> ListAsync(CancellationToken stop)
    {
        await Contact("List", () => { });
        return [.. _book.Values];
    }

    async Task Contact(string point, Action effect)
    {
        await contacts().PassAsync(point);
        effect();
        await contacts().PassAsync($"{point} done");
    }
}
