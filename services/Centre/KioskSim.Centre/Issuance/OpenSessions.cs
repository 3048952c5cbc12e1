using System.Collections.Concurrent;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Pki.Evidence;

namespace KioskSim.Centre.Issuance;

/// <summary>
/// Sessions under way, in memory only: what the journal has no room for and what must not outlive them. If the centre restarts they
/// are gone, and their kiosks refund or begin anew.
/// </summary>
sealed class OpenSessions(TimeProvider clock) : ISessionsUnderWay, IDisposable
{
    public const int NonceSize = 32;
    public static readonly TimeSpan NonceLife = TimeSpan.FromSeconds(60);

    /// <summary>Of the nonce that a list of members leaves: somebody reads the list and chooses before the card signs again.</summary>
    public static readonly TimeSpan ChoosingLife = TimeSpan.FromMinutes(3);

    readonly ConcurrentDictionary<SessionId, OpenSession> _sessions = [];

    public int Count => _sessions.Count;

    public void Add(SessionId session, KioskId kiosk, ShownCard card, byte[] nonce)
    {
        if (_sessions.TryAdd(session, new OpenSession(kiosk, card, nonce, clock.GetUtcNow())))
            FlowMeter.SessionsChanged(by: 1);
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.SessionExpired"/>: unknown here, or another kiosk's.</exception>
    public OpenSession Get(SessionId session, KioskId kiosk) =>
        _sessions.TryGetValue(session, out var open) && open.Kiosk == kiosk ? open : throw new FlowException(FlowErrorCode.SessionExpired);

    /// <summary>The nonce of a session, once, within its 60 seconds.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.SessionExpired"/>: used, too old, or no such session of this kiosk.</exception>
    public byte[] TakeNonce(SessionId session, KioskId kiosk)
    {
        var open = Get(session, kiosk);
        var nonce = open.TakeNonce() ?? throw new FlowException(FlowErrorCode.SessionExpired, "the nonce has been used");
        return clock.GetUtcNow() <= open.NonceUntil ? nonce : throw new FlowException(FlowErrorCode.SessionExpired, "the nonce is too old");
    }

    /// <summary>The same card's next signature, in the same session.</summary>
    public void RenewNonce(SessionId session, KioskId kiosk, byte[] nonce) => Get(session, kiosk).RenewNonce(nonce, clock.GetUtcNow() + ChoosingLife);

    public void Remove(SessionId session)
    {
        if (_sessions.TryRemove(session, out _))
            FlowMeter.SessionsChanged(by: -1);
    }

    /// <summary>Forgets sessions that their kiosk left lying.</summary>
    public void Lapse(TimeSpan after)
    {
        var before = clock.GetUtcNow() - after;
        foreach (var (id, session) in _sessions)
        {
            if (session.BegunAt < before)
                Remove(id);
        }
    }

    /// <summary>They end with the centre.</summary>
    public void Dispose()
    {
        foreach (var session in _sessions.Keys)
            Remove(session);
    }
}

/// <summary>One session under way.</summary>
sealed class OpenSession(KioskId kiosk, ShownCard card, byte[] nonce, DateTimeOffset begunAt)
{
    byte[]? _nonce = nonce;

    public KioskId Kiosk => kiosk;

    public ShownCard Card => card;

    public DateTimeOffset BegunAt => begunAt;

    /// <summary>Set once the applicant was checked (steps 5 and 6).</summary>
    public CheckedApplication? Checked { get; set; }

    public DateTimeOffset NonceUntil { get; private set; } = begunAt + OpenSessions.NonceLife;

    public byte[]? TakeNonce() => Interlocked.Exchange(ref _nonce, null);

    public void RenewNonce(byte[] nonce, DateTimeOffset until)
    {
        NonceUntil = until;
        Volatile.Write(ref _nonce, nonce);
    }
}

/// <summary>What the second check, after payment, needs of the first.</summary>
/// <param name="Certificate">Null: a 住基カード applied, of which JPKI knows nothing.</param>
sealed record CheckedApplication(MunicipalityCode Municipality, CheckedCertificate? Certificate, byte[] EvidenceDigest);
