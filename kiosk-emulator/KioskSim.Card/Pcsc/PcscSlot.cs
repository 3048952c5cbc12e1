using KioskSim.Card.Slots;
using static KioskSim.Card.Pcsc.PcscLibrary;

namespace KioskSim.Card.Pcsc;

/// <summary>
/// A PC/SC reader as a slot: whatever the daemon drives, contact or contactless. A card is known by what it answers to SELECT, never by
/// its answer to reset, which a contactless reader makes up.
/// </summary>
public sealed class PcscSlot : ICardSlot, IDisposable
{
    const string Prefix = "pcsc:";

    /// <summary>How long closing the slot may take: the watch over the reader looks up this often.</summary>
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>How soon to look again for a daemon, or a reader, that went away.</summary>
    static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    readonly LocalSlot _slot = new();
    readonly CancellationTokenSource _closing = new();
    readonly string _reader;
    readonly Thread _watch;

    PcscSlot(string reader, PcscContext context)
    {
        _reader = reader;
        _watch = new Thread(() => Watch(context)) { IsBackground = true, Name = "PC/SC reader" };
        _watch.Start();
    }

    /// <param name="address"><c>pcsc:</c> and the reader's name as the daemon lists it (<c>opensc-tool -l</c>).</param>
    /// <exception cref="PcscException">No library, no daemon, no such reader.</exception>
    public static PcscSlot Open(string address)
    {
        if (!address.StartsWith(Prefix, StringComparison.Ordinal))
            throw new PcscException($"'{address}' is no reader; write {Prefix}<name of the reader>.");
        var reader = address[Prefix.Length..];
        var context = PcscContext.Establish();
        var readers = context.Readers();
        if (readers.Contains(reader))
            return new PcscSlot(reader, context);
        context.Dispose();
        throw new PcscException($"There is no reader '{reader}'; {(readers.Count == 0 ? "there is none at all" : $"readers are {string.Join(", ", readers)}")}.");
    }

    public InsertedCard? Current => _slot.Current;

    public Task<InsertedCard> WaitForCardAsync(CancellationToken cancel = default) => _slot.WaitForCardAsync(cancel);

    void Watch(PcscContext? context)
    {
        var known = StateUnaware;
        uint? stay = null; // the daemon's count at which the card came
        while (context is not null && !_closing.IsCancellationRequested)
        {
            var error = context.WaitForChange(_reader, Look, ref known, out var answerToReset);
            if (error == PcscError.TimedOut)
                continue;
            var count = known >> CounterShift;
            var present = error == PcscError.None && (known & StatePresent) != 0;
            // A card that was away and is back again between two looks is another stay: the count tells.
            if (stay is not null && !(present && stay == count))
            {
                stay = null;
                _slot.Remove();
            }

            if (present && stay is null)
            {
                stay = count;
                _slot.Insert(new PcscChannel(_reader, answerToReset));
            }

            if (error != PcscError.None)
                (context, known) = (Reestablish(context), StateUnaware);
        }

        _slot.Remove();
        context?.Dispose();
    }

    // The cable was pulled or the daemon ended: the slot is empty until they are back.
    PcscContext? Reestablish(PcscContext context)
    {
        context.Dispose();
        while (!_closing.Token.WaitHandle.WaitOne(Retry)) // hardware's time, whatever day the simulation is at
        {
            try
            {
                return PcscContext.Establish();
            }
            catch (PcscException)
            {
                // Not yet.
            }
        }

        return null;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _watch.Join();
    }
}
