using Dapper;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using static KioskSim.Centre.Journal.SessionState;
using static KioskSim.Centre.Tests.Fixtures.Sessions;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Journal;

public sealed class SessionJournalTests : IDisposable
{
    const FlowErrorCode X = FlowErrorCode.SessionExpired;
    const FlowErrorCode Bad = FlowErrorCode.BadRequest;

    static readonly string[] Moves = ["prepare", "issue", "pay", "release", "deliver", "refund", "refund money", "cancel", "lapse"];

    readonly Sessions _sessions = new();

    public static TheoryData<SessionState, string, object> Table { get; } = Cells(
        //           prepare   issue   pay   release   deliver    refund     refund money  cancel     lapse
        (Begun,     [Prepared, X,      X,    X,        Bad,       Refunded,  Refunded,     Cancelled, Cancelled]),
        (Prepared,  [X,        Issued, X,    X,        Bad,       Refunded,  Refunded,     Cancelled, Cancelled]),
        (Issued,    [X,        X,      Paid, X,        Bad,       Refunded,  Refunded,     Cancelled, Cancelled]),
        (Paid,      [X,        X,      Paid, Released, Bad,       Refunded,  Refunded,     Bad,       Paid]),
        (Released,  [X,        X,      X,    X,        Delivered, Refunded,  Refunded,     Bad,       Released]),
        (Delivered, [X,        X,      X,    X,        Delivered, Delivered, Delivered,    Delivered, Delivered]),
        (Refunded,  [X,        X,      X,    X,        Refunded,  Refunded,  Refunded,     Refunded,  Refunded]),
        (Cancelled, [X,        X,      X,    X,        Cancelled, Cancelled, Refunded,     Cancelled, Cancelled]));

    static TheoryData<SessionState, string, object> Cells(params (SessionState From, object[] Outcomes)[] rows) =>
    [
        .. from row in rows
           from cell in Moves.Zip(row.Outcomes)
           select new TheoryDataRow<SessionState, string, object>(row.From, cell.First, cell.Second),
    ];

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_move_leads_from_each_state_where_the_table_says_000_30_002_13(SessionState from, string move, object outcome)
    {
        _sessions.Bring(from);
        var before = _sessions.Journal.Find(Session);
        var refusal = Refusal(() => _sessions.Make(move));
        Assert.Equal(outcome as FlowErrorCode?, refusal);
        Assert.Equal(outcome as SessionState? ?? from, _sessions.State());
        if (_sessions.State() == from)
            Assert.Equivalent(before, _sessions.Journal.Find(Session)); // nothing else changed either
    }

    [Theory]
    [MemberData(nameof(AllStates))]
    public void Another_kiosk_moves_nothing_in_any_state(SessionState state)
    {
        _sessions.Bring(state);
        var before = _sessions.Journal.Find(Session);
        foreach (var move in Moves.Except(["lapse"]))
            Assert.Contains(Refusal(() => _sessions.Make(move, speaker: Stranger)), (FlowErrorCode?[])[X, Bad]);
        Assert.Equivalent(before, _sessions.Journal.Find(Session));
    }

    public static TheoryData<SessionState> AllStates { get; } = [.. Enum.GetValues<SessionState>()];

    [Fact]
    public void A_session_that_never_began_can_do_nothing()
    {
        Assert.All(Moves.Except(["lapse"]), move => Assert.NotNull(Refusal(() => _sessions.Make(move))));
        Assert.Empty(_sessions.Journal.All());
    }

    [Theory]
    [InlineData("prepare", Begun)]
    [InlineData("issue", Prepared)]
    [InlineData("release", Paid)]
    public async Task Of_two_that_race_one_wins_and_the_other_is_told_so(string move, SessionState from)
    {
        for (var round = 1; round <= 50; round++)
        {
            var session = new SessionId((UInt128)(100 + round));
            _sessions.Bring(from, session);
            var outcomes = await Race.BothAsync(() => Refusal(() => _sessions.Make(move, session)));
            Assert.Equal([null, X], outcomes.Order());
        }
    }

    [Theory]
    [InlineData(Released, "deliver", "refund money")]
    [InlineData(Issued, "cancel", "pay")]
    [InlineData(Prepared, "cancel", "issue")]
    [InlineData(Paid, "release", "refund money")]
    public async Task Whatever_races_the_session_ends_where_one_of_the_two_orders_leads(SessionState from, string one, string other)
    {
        for (var round = 1; round <= 50; round++)
        {
            var session = new SessionId((UInt128)(100 + round));
            _sessions.Bring(from, session);
            await Race.BothAsync(() => Refusal(() => _sessions.Make(one, session)), () => Refusal(() => _sessions.Make(other, session)));
            Assert.Contains(_sessions.State(session), (SessionState[])[After(from, one, other), After(from, other, one)]);
        }
    }

    static SessionState After(SessionState from, string first, string then)
    {
        using var alone = new Sessions();
        alone.Bring(from);
        Refusal(() => alone.Make(first));
        Refusal(() => alone.Make(then));
        return alone.State();
    }

    [Fact]
    public void The_first_report_stands_word_for_word_000_30()
    {
        _sessions.Bring(Released);
        var partly = new Ending(Refunded, 1, new Yen(120), new Yen(80));
        var first = _sessions.Journal.Settle(Session, Kiosk, partly);
        _sessions.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equivalent(first, _sessions.Journal.Settle(Session, Kiosk, Delivery));
        Assert.Equal((Refunded, 1, 120, 80), (first.State, first.CopiesDelivered, first.YenKept, first.YenReturned));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(199)]
    [InlineData(201)]
    public void Only_who_kept_the_fee_that_was_due_has_delivered(int kept)
    {
        _sessions.Bring(Released);
        Assert.Equal(Bad, Refusal(() => _sessions.Journal.Settle(Session, Kiosk, Delivery with { Kept = new Yen(kept) })));
        Assert.Equal(Released, _sessions.State());
    }

    [Fact]
    public void Money_said_to_be_in_twice_is_in_once_and_keeps_its_first_time()
    {
        _sessions.Bring(Paid);
        var first = _sessions.Journal.Find(Session)!.PaidAt;
        _sessions.Clock.Now += TimeSpan.FromMinutes(1);
        _sessions.Make("pay");
        Assert.Equal(first, _sessions.Journal.Find(Session)!.PaidAt);
    }

    [Fact]
    public void Only_what_lay_longer_than_its_time_and_was_not_paid_lapses()
    {
        var fifteen = TimeSpan.FromMinutes(15);
        _sessions.Bring(Issued);
        _sessions.Bring(Paid, new SessionId(2));
        _sessions.Clock.Now += fifteen;
        Assert.Equal(0, _sessions.Journal.Lapse(fifteen));
        _sessions.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(1, _sessions.Journal.Lapse(fifteen));
        Assert.Equal((Cancelled, Paid), (_sessions.State(), _sessions.State(new SessionId(2))));
    }

    [Fact]
    public void No_two_sessions_of_a_kiosk_have_the_same_receipt_002_13()
    {
        var (one, other) = Alike();
        _sessions.Make("begin", one);
        Assert.False(_sessions.Journal.TryBegin(other, Kiosk));
        Assert.Null(_sessions.Journal.Find(other));
        Assert.True(_sessions.Journal.TryBegin(other, Sessions.Stranger)); // another kiosk's has that kiosk's name in it
    }

    [Theory]
    [InlineData(Issued, false)]
    [InlineData(Cancelled, false)]
    [InlineData(Paid, true)]
    [InlineData(Refunded, true)]
    [InlineData(Delivered, true)]
    public void A_receipt_is_one_when_money_has_come_in_002_13(SessionState state, bool isOne)
    {
        _sessions.Bring(state);
        var receipt = ReceiptNumber.Of(Kiosk, Session);
        Assert.Equal(isOne ? receipt.Text : null, _sessions.Journal.Find(Session)!.Receipt);
        Assert.Equal(isOne, _sessions.Journal.FindByReceipt(receipt) is not null);
    }

    [Fact]
    public void A_session_that_an_older_server_began_gets_its_receipt_with_the_money()
    {
        _sessions.Bring(Issued);
        _sessions.Database.Write(c => c.Execute("UPDATE session SET receipt = NULL"));
        _sessions.Make("pay");
        Assert.Equal(ReceiptNumber.Of(Kiosk, Session).Text, _sessions.Journal.Find(Session)!.Receipt);
    }

    [Fact]
    public void A_clerk_refunds_what_was_kept_once_002_13()
    {
        _sessions.Bring(Delivered);
        var receipt = ReceiptNumber.Of(Kiosk, Session);
        Assert.True(_sessions.Journal.ClerkRefund(receipt));
        Assert.False(_sessions.Journal.ClerkRefund(receipt));
        Assert.Equal(Delivered, _sessions.State());
    }

    [Theory]
    [InlineData(Issued)]
    [InlineData(Paid)]
    [InlineData(Refunded)]
    [InlineData(Cancelled)]
    public void Where_nothing_was_kept_a_clerk_has_nothing_to_refund_002_13(SessionState state)
    {
        _sessions.Bring(state);
        Assert.False(_sessions.Journal.ClerkRefund(ReceiptNumber.Of(Kiosk, Session)));
    }

    [Fact]
    public async Task Of_two_clerks_one_hands_the_money_back_002_13()
    {
        for (var round = 1; round <= 50; round++)
        {
            var session = new SessionId((UInt128)(100 + round));
            _sessions.Bring(Delivered, session);
            var refunds = await Race.BothAsync(() => _sessions.Journal.ClerkRefund(ReceiptNumber.Of(Kiosk, session)));
            Assert.Equal([false, true], refunds.Order());
        }
    }

    [Fact]
    public void No_column_has_room_for_a_person_or_a_document_002_09()
    {
        Assert.Equal(
            [
                "session", "kiosk", "state", "municipality", "kind", "begun_at", "prepared_at", "yen_due", "sheets", "issued_at", "paid_at",
                "receipt", "released_at", "settled_at", "copies_delivered", "yen_kept", "yen_returned", "city_told_at", "clerk_refunded_at",
                "sheets_withdrawn",
            ],
            _sessions.Tables.Columns.Select(c => c.Replace("session.", "", StringComparison.Ordinal)));
    }

    public void Dispose() => _sessions.Dispose();
}
