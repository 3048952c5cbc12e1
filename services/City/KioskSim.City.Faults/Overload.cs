using KioskSim.City.Issuance;

namespace KioskSim.City.Faults;

/// <summary>
/// More orders than places: what waits for a slow queue of printing lies in a ring of few places. Where more people wait than there are places, an
/// order is laid over one that was not yet taken, and whoever waits for that place gets the later one.
/// </summary>
sealed class Overload(FaultSetting setting) : CityFault(setting), IPrintRoom
{
    public static readonly FaultKind Kind = new(
        "overload",
        "印刷待ちの置き場所の数が限られ、混み合うと、まだ取り出されていない人の分に別の人の分が重ねて置かれます。",
        "The queue for printing has few places. When it is slow and more people wait than it has places, one person's file is laid over another's.",
        UsualRate: 1, Breaks: ["right-person"], setting => new Overload(setting));

    const int Places = 3;

    /// <summary>What one order takes when the queue is slow.</summary>
    static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    readonly OrderedImage?[] _ring = new OrderedImage?[Places];
    readonly SemaphoreSlim _queue = new(1);
    int _last = -1;

    public override IPrintRoom PrintRoom => this;

    /// <remarks>What strikes: that the queue is slow for an order.</remarks>
    public async Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make)
    {
        var place = Interlocked.Increment(ref _last) % Places;
        Volatile.Write(ref _ring[place], new OrderedImage(order, make()));
        await _queue.WaitAsync();
        try
        {
            if (Strikes())
                await Task.Delay(Slow, Clock);
            return HandOut(order, Volatile.Read(ref _ring[place])!);
        }
        finally
        {
            _queue.Release();
        }
    }
}
