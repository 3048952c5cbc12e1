using FsCheck;
using FsCheck.Fluent;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Domain.Values;
using static KioskSim.Centre.Journal.SessionState;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Journal;

/// <summary>Whatever order the messages of two sessions come in: repeated, late, from the wrong kiosk, with a clerk in between.</summary>
public sealed class SessionJournalProperties
{
    static readonly SessionId[] Both = [new(1), new(2)];

    public readonly record struct Step(string Move, int Which, bool Stranger);

    // Ends come seldom, so that many sessions get far before one.
    static readonly Gen<Step> Steps =
        from move in Gen.Frequency(
            (6, Gen.Elements("prepare", "issue", "pay", "release")), (2, Gen.Elements("deliver", "refund", "refund money", "cancel", "lapse", "clerk")))
        from which in Gen.Elements(0, 1)
        from stranger in Gen.Elements(false, false, false, true)
        select new Step(move, which, stranger);

    [Fact]
    public void Whoever_paid_gets_the_document_or_the_money_exactly_once_000_30_002_13() => Run((history, journal) =>
    {
        foreach (var session in Both)
        {
            var states = history.Select(h => h[session]).ToList();
            if (states.Contains(Paid))
                Assert.DoesNotContain(Cancelled, states);
            var ends = states.Where(s => s >= Delivered).Distinct().ToList();
            Assert.True(ends is [] or [_] or [Cancelled, Refunded], string.Join(',', ends));
            if (ends is [Cancelled, Refunded])
                Assert.True(journal.Find(session)!.YenReturned > 0);
        }
    });

    [Fact]
    public void A_document_is_delivered_only_after_money_and_a_release_000_30() => Run((history, _) =>
    {
        foreach (var session in Both)
        {
            var states = history.Select(h => h[session]).ToList();
            SessionState[] way = [Prepared, Issued, Paid, Released, Delivered];
            Assert.All(way.Skip(1).Zip(way), step => Assert.True(Follows(states, step.First, step.Second), $"{step.First} not after {step.Second}"));
        }
    });

    [Fact]
    public void No_money_is_handed_back_twice_002_13() => Run((_, journal) =>
    {
        foreach (var record in journal.All())
        {
            Assert.True(record.YenKept + record.YenReturned <= 200);
            Assert.True(record.ClerkRefundedAt is null || record.YenKept > 0);
        }
    });

    // The state was never reached, or from the one it must come from.
    static bool Follows(List<SessionState> states, SessionState state, SessionState from) =>
        states.IndexOf(state) is var at && (at < 0 || states[at - 1] == from);

    /// <param name="check">Gets the states of both sessions after each step, and the journal.</param>
    static void Run(Action<List<Dictionary<SessionId, SessionState>>, SessionJournal> check) =>
        Prop.ForAll(Steps.ListOf().ToArbitrary(), steps => Run(steps, check)).QuickCheckThrowOnFailure();

    static void Run(List<Step> steps, Action<List<Dictionary<SessionId, SessionState>>, SessionJournal> check)
    {
        using var sessions = new Sessions();
        foreach (var session in Both)
            sessions.Make("begin", session);
        List<Dictionary<SessionId, SessionState>> history = [Snapshot(sessions)];
        var refunds = 0;
        foreach (var step in steps)
        {
            var kiosk = step.Stranger ? Sessions.Stranger : Sessions.Kiosk;
            if (step.Move == "clerk")
                refunds += sessions.Journal.ClerkRefund(ReceiptNumber.Of(Sessions.Kiosk, Both[step.Which])) ? 1 : 0;
            else
                Refusal(() => sessions.Make(step.Move, Both[step.Which], kiosk));
            history.Add(Snapshot(sessions));
        }

        Assert.Equal(sessions.Journal.All().Count(r => r.ClerkRefundedAt is not null), refunds);
        check(history, sessions.Journal);
    }

    static Dictionary<SessionId, SessionState> Snapshot(Sessions sessions) => Both.ToDictionary(s => s, s => sessions.State(s));
}
