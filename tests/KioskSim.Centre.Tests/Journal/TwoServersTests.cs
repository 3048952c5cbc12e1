using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Storage;
using static KioskSim.Centre.Tests.Fixtures.Sessions;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Journal;

/// <summary>Two of the centre's servers on the journal of one: of two that move a session, one does, and what either wrote both read.</summary>
public sealed class TwoServersTests : IDisposable
{
    const int Rounds = 20;

    readonly Sessions _sessions = new();
    readonly Database _other;
    readonly SessionJournal _there;

    public TwoServersTests()
    {
        _other = _sessions.Tables.Open();
        _there = new SessionJournal(_other, _sessions.Clock);
    }

    [Fact]
    public async Task A_session_that_both_end_at_once_ends_once_and_the_first_report_stands_at_both_000_30()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var session = new SessionId((UInt128)round);
            _sessions.Bring(SessionState.Released, session);

            var ended = await Race.BothAsync(() => _sessions.Journal.Settle(session, Kiosk, Delivery), () => _there.Settle(session, Kiosk, RefundOfMoney));

            Assert.Equal(ended[0].State, ended[1].State);
            Assert.Equal(ended[0], _there.Find(session));
        }
    }

    [Fact]
    public async Task A_certificate_that_both_pass_on_at_once_is_noted_by_one()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var session = new SessionId((UInt128)round);
            _sessions.Bring(SessionState.Prepared, session);

            var issued = await Race.BothAsync(() => Refusal(() => _sessions.Journal.Issue(session, Kiosk)), () => Refusal(() => _there.Issue(session, Kiosk)));

            Assert.Equal([FlowErrorCode.SessionExpired, null], issued.OrderByDescending(r => r));
        }
    }

    [Fact]
    public async Task A_receipt_is_refunded_by_one_clerk_000_37()
    {
        _sessions.Bring(SessionState.Delivered);
        var receipt = ReceiptNumber.Of(Kiosk, Session);

        var refunded = await Race.BothAsync(() => _sessions.Journal.ClerkRefund(receipt), () => _there.ClerkRefund(receipt));

        Assert.Single(refunded, done => done);
    }

    [Fact]
    public void What_one_has_not_told_a_city_the_other_can()
    {
        _sessions.Bring(SessionState.Delivered);
        Assert.Single(_there.CitiesToTell(10));
        _there.CityTold(Session);
        Assert.Empty(_sessions.Journal.CitiesToTell(10));
    }

    public void Dispose()
    {
        _other.Dispose();
        _sessions.Dispose();
    }
}
