namespace KioskSim.Kiosk.Session;

/// <summary>
/// How long the citizen may take at what the glass shows. Towards its end the glass says so, and then a touch gives the whole time anew, more often
/// than anybody should need (WCAG 2.2, 2.2.1).
/// </summary>
sealed class Countdown : IDisposable
{
    /// <summary>How often the time may be had anew: whoever else wants to use the kiosk is not kept from it for ever.</summary>
    public const int MostRenewals = 10;

    static readonly TimeSpan LongestNotice = TimeSpan.FromSeconds(20);

    readonly TimeSpan _patience;
    readonly Action<Countdown> _ended;
    readonly CancellationTokenSource _over;
    readonly CancellationTokenSource _either;
    readonly ITimer _warning;
    int _renewals;

    /// <param name="patience">From now on.</param>
    /// <param name="stop">Ends the waiting as well.</param>
    /// <param name="warn">Called when little of it is left.</param>
    /// <param name="ended">Called when nobody waits any more.</param>
    public Countdown(TimeSpan patience, CancellationToken stop, TimeProvider clock, Action<Countdown> warn, Action<Countdown> ended)
    {
        (_patience, _ended) = (patience, ended);
        Notice = patience / 3 < LongestNotice ? patience / 3 : LongestNotice;
        _over = new CancellationTokenSource(patience, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(stop, _over.Token);
        _warning = clock.CreateTimer(_ => warn(this), null, WarnAfter, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How much is left when it warns.</summary>
    public TimeSpan Notice { get; }

    public bool MayRenew => _renewals < MostRenewals;

    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Trips when the time is up, and when the waiting is to end for another reason.</summary>
    public CancellationToken Token => _either.Token;

    TimeSpan WarnAfter => _patience - Notice;

    /// <summary>The citizen asked for more time.</summary>
    public void Renew()
    {
        _renewals++;
        Restart();
    }

    /// <summary>The citizen did something that was waited for, and goes on with it.</summary>
    public void Restart()
    {
        _over.CancelAfter(_patience);
        _warning.Change(WarnAfter, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _ended(this);
        _warning.Dispose();
        _either.Dispose();
        _over.Dispose();
    }
}
