using KioskSim.Centre.Issuance;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using static KioskSim.Centre.Tests.Fixtures.Sessions;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Issuance;

public sealed class OpenSessionsTests
{
    static readonly byte[] Nonce = [.. Enumerable.Repeat((byte)7, OpenSessions.NonceSize)];

    static readonly ShownCard Card = new ShownCard.WithCertificate(new byte[] { 1 });

    readonly ManualTime _clock = new(JpkiCentre.Noon);
    readonly OpenSessions _sessions;

    public OpenSessionsTests()
    {
        _sessions = new OpenSessions(_clock);
        _sessions.Add(Session, Kiosk, Card, Nonce);
    }

    [Fact]
    public void A_nonce_is_given_out_once()
    {
        Assert.Equal(Nonce, _sessions.TakeNonce(Session, Kiosk));
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => _sessions.TakeNonce(Session, Kiosk)));
    }

    [Fact]
    public async Task Of_two_who_use_a_nonce_at_once_one_gets_it()
    {
        for (var round = 1; round <= 50; round++)
        {
            var session = new SessionId((UInt128)(100 + round));
            _sessions.Add(session, Kiosk, Card, Nonce);
            var outcomes = await Race.BothAsync(() => Refusal(() => _sessions.TakeNonce(session, Kiosk)));
            Assert.Equal([null, FlowErrorCode.SessionExpired], outcomes.Order());
        }
    }

    [Theory]
    [InlineData(60_000, null)]
    [InlineData(60_001, FlowErrorCode.SessionExpired)]
    public void A_nonce_is_good_for_sixty_seconds(int milliseconds, FlowErrorCode? expected)
    {
        _clock.Now += TimeSpan.FromMilliseconds(milliseconds);
        Assert.Equal(expected, Refusal(() => _sessions.TakeNonce(Session, Kiosk)));
    }

    [Fact]
    public void A_nonce_that_came_too_late_is_used_up_all_the_same()
    {
        _clock.Now += TimeSpan.FromSeconds(61);
        Refusal(() => _sessions.TakeNonce(Session, Kiosk));
        _clock.Now -= TimeSpan.FromSeconds(61);
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => _sessions.TakeNonce(Session, Kiosk)));
    }

    [Fact]
    public void Another_kiosk_neither_sees_a_session_nor_uses_up_its_nonce()
    {
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => _sessions.Get(Session, Stranger)));
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => _sessions.TakeNonce(Session, Stranger)));
        Assert.Equal(Nonce, _sessions.TakeNonce(Session, Kiosk));
    }

    [Fact]
    public void What_was_removed_or_lay_too_long_is_gone()
    {
        _sessions.Remove(Session);
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => _sessions.Get(Session, Kiosk)));

        _sessions.Add(Session, Kiosk, Card, Nonce);
        _clock.Now += TimeSpan.FromMinutes(15);
        _sessions.Lapse(TimeSpan.FromMinutes(15));
        _sessions.Get(Session, Kiosk);
        _clock.Now += TimeSpan.FromTicks(1);
        _sessions.Lapse(TimeSpan.FromMinutes(15));
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => _sessions.Get(Session, Kiosk)));
    }
}
