using System.Data.Common;
using KioskSim.Jpki.Store;

namespace KioskSim.Jpki.Ocsp;

/// <summary>
/// The status data that answers are taken from: renewed at an interval, as the real service does every 15 minutes. A revocation shows
/// from the next renewal on. Answers go on from the old data while the new is read. Safe for concurrent use.
/// </summary>
sealed class StatusData : IDisposable
{
    /// <summary>How soon it is tried again when the store failed; meanwhile the old data says itself how old it is.</summary>
    static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    readonly CertificateStore _store;
    readonly TimeProvider _time;
    readonly TimeSpan _interval;
    readonly ITimer? _timer;
    volatile StatusEdition? _current;

    /// <param name="interval">Zero: the data is looked up for each answer, and an answer is true at its moment only.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative interval.</exception>
    public StatusData(CertificateStore store, TimeProvider time, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        (_store, _time, _interval) = (store, time, interval);
        if (interval == TimeSpan.Zero)
            return;
        _current = Read();
        _timer = time.CreateTimer(_ => Renew(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(interval, Timeout.InfiniteTimeSpan);
    }

    public StatusEdition Current => _current ?? Live(_time.GetUtcNow());

    StatusEdition Live(DateTimeOffset now) => new(_store, revoked: null, now, now + OcspResponder.UsualRefresh);

    // What is read counts from before it was read: a revocation in between may be in it or not.
    StatusEdition Read()
    {
        var now = _time.GetUtcNow();
        return new StatusEdition(_store, _store.Revoked(), now, now + _interval);
    }

    void Renew()
    {
        var next = _interval;
        try
        {
            _current = Read();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException) // broken, or closed already
        {
            next = Retry < _interval ? Retry : _interval;
        }

        _timer!.Change(next, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();
}
