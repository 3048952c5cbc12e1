using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using static KioskSim.City.Issuance.IssueState;
using static KioskSim.City.Tests.Issuance.Issues;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.City.Tests.Issuance;

public sealed class IssueLedgerTests : IDisposable
{
    const FlowErrorCode TokenSpent = FlowErrorCode.TokenSpent;
    const FlowErrorCode SessionExpired = FlowErrorCode.SessionExpired;
    const FlowErrorCode BadRequest = FlowErrorCode.BadRequest;

    static readonly SessionId Another = new(2);

    readonly Issues _issues = new();

    public static TheoryData<IssueState, string, object> Table { get; } = Moves(
        //           redeem       release         deliver      refund     cancel      lapse
        (Prepared,  [Issued,     SessionExpired, BadRequest, Refunded,  Cancelled,  Cancelled]),
        (Issued,    [TokenSpent, Released,       BadRequest, Refunded,  Cancelled,  Cancelled]),
        (Released,  [TokenSpent, Released,       Delivered,  Refunded,  BadRequest, Released]),
        (Delivered, [TokenSpent, SessionExpired, Delivered,  Delivered, Delivered,  Delivered]),
        (Refunded,  [TokenSpent, SessionExpired, Refunded,   Refunded,  Refunded,   Refunded]),
        (Cancelled, [TokenSpent, SessionExpired, Cancelled,  Refunded,  Cancelled,  Cancelled]));

    static TheoryData<IssueState, string, object> Moves(params (IssueState From, object[] Outcomes)[] rows)
    {
        string[] moves = ["redeem", "release", "deliver", "refund", "cancel", "lapse"];
        return
        [
            .. from row in rows
               from cell in moves.Zip(row.Outcomes)
               select new TheoryDataRow<IssueState, string, object>(row.From, cell.First, cell.Second),
        ];
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_move_leads_from_each_state_where_the_table_says_000_30(IssueState from, string move, object outcome)
    {
        _issues.Bring(from);
        var before = _issues.Find();
        var refusal = Refusal(() => Make(move));
        if (outcome is FlowErrorCode code)
        {
            Assert.Equal(code, refusal);
            Assert.Equivalent(before, _issues.Find());
            return;
        }

        Assert.Null(refusal);
        Assert.Equal((IssueState)outcome, _issues.Find()!.State);
        if (from >= Delivered && from == (IssueState)outcome)
            Assert.Equivalent(before, _issues.Find());
    }

    void Make(string move)
    {
        switch (move)
        {
            case "redeem": _issues.Redeem(); break;
            case "release": _issues.Release(); break;
            case "deliver": _issues.Settle(Delivery); break;
            case "refund": _issues.Settle(Refund); break;
            case "cancel": _issues.Settle(Cancellation); break;
            case "lapse":
                _issues.Clock.Now += TimeSpan.FromHours(1);
                _issues.Ledger.Lapse(TimeSpan.FromMinutes(30));
                break;
        }
    }

    [Fact]
    public async Task Of_two_who_redeem_a_token_at_once_exactly_one_gets_the_certificate()
    {
        for (var round = 1; round <= 50; round++)
        {
            var session = new SessionId((UInt128)(100 + round));
            _issues.Prepare(session);
            var won = await Race.BothAsync(() => Refusal(() => _issues.Redeem(session)));
            Assert.Equal([null, TokenSpent], won.Order());
        }
    }

    [Fact]
    public async Task Of_two_ends_reported_at_once_one_stands_and_both_are_told_which()
    {
        for (var round = 1; round <= 50; round++)
        {
            var session = new SessionId((UInt128)(100 + round));
            _issues.Bring(Released, session);
            var stands = await Race.BothAsync(() => _issues.Settle(Delivery, session).State, () => _issues.Settle(Refund, session).State);
            Assert.Equal(stands[0], stands[1]);
            Assert.Equal(stands[0], _issues.Find(session)!.State);
        }
    }

    [Fact]
    public void A_token_of_another_session_or_city_or_none_redeems_nothing_001_44()
    {
        byte[] other = [.. Enumerable.Repeat((byte)8, 32)];
        _issues.Prepare();
        _issues.Prepare(Another, token: other);
        _issues.Prepare(Another, Town.Elsewhere, token: other);
        Assert.Equal(TokenSpent, Refusal(() => _issues.Redeem(token: other)));
        Assert.Equal(TokenSpent, Refusal(() => _issues.Redeem(Another, token: Token)));
        Assert.Equal(TokenSpent, Refusal(() => _issues.Redeem(city: Town.Elsewhere, token: Token)));
        Assert.Equal(TokenSpent, Refusal(() => _issues.Redeem(new SessionId(3))));
        Assert.Equal(TokenSpent, Refusal(() => _issues.Redeem(token: [])));
        Assert.All(_issues.Ledger.All(Town.Here).Concat(_issues.Ledger.All(Town.Elsewhere)), issue => Assert.Equal(Prepared, issue.State));
    }

    [Fact]
    public void A_token_is_good_to_the_last_millisecond_of_its_life_and_no_longer()
    {
        _issues.Prepare();
        _issues.Prepare(Another);
        _issues.Clock.Now += Life;
        Assert.Equal(Issued, _issues.Redeem().State);
        _issues.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(TokenSpent, Refusal(() => _issues.Redeem(Another)));
        Assert.Equal(Prepared, _issues.Find(Another)!.State);
    }

    [Fact]
    public void A_session_is_prepared_once_and_the_first_stands()
    {
        _issues.Prepare();
        Assert.Equal(TokenSpent, Refusal(() => _issues.Prepare(token: [1])));
        Assert.Equal(Issued, _issues.Redeem().State);
    }

    [Fact]
    public void Issue_numbers_are_unique_and_without_gaps_in_each_city_001_44()
    {
        for (var i = 1; i <= 30; i++)
        {
            var (session, city) = (new SessionId((UInt128)i), i % 3 == 0 ? Town.Elsewhere : Town.Here);
            _issues.Prepare(session, city);
            Refusal(() => _issues.Redeem(session, city, token: [9])); // a wrong token takes no number
            if (i % 5 != 0)
                _issues.Redeem(session, city);
        }

        foreach (var (city, issued) in ((MunicipalityCode, int)[])[(Town.Here, 16), (Town.Elsewhere, 8)])
        {
            var numbers = _issues.Ledger.All(city).Select(i => i.IssueNumber).OfType<string>().Order();
            Assert.Equal(Enumerable.Range(1, issued).Select(n => $"R8-{n:D7}"), numbers);
        }
    }

    [Fact]
    public void Issue_numbers_start_anew_with_the_year_in_Japan()
    {
        _issues.Clock.Now = DateTimeOffset.Parse("2027-12-31T23:59:00+09:00");
        _issues.Prepare();
        _issues.Prepare(Another);
        Assert.Equal("R9-0000001", _issues.Redeem().IssueNumber);
        _issues.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("R10-0000001", _issues.Redeem(Another).IssueNumber);
    }

    [Fact]
    public void No_call_reaches_another_citys_issue_of_the_same_session_001_44()
    {
        _issues.Bring(Issued);
        _issues.Prepare(city: Town.Elsewhere);
        var here = _issues.Find();

        _issues.Redeem(city: Town.Elsewhere);
        _issues.Release(city: Town.Elsewhere);
        _issues.Settle(Delivery, city: Town.Elsewhere);

        Assert.Equivalent(here, _issues.Find());
        Assert.Null(_issues.Find(city: Town.Kamahara.Code));
        Assert.Equal(SessionExpired, Refusal(() => _issues.Release(city: Town.Kamahara.Code)));
        Assert.Equal(BadRequest, Refusal(() => _issues.Settle(Refund, city: Town.Kamahara.Code)));
    }

    [Fact]
    public void A_release_may_be_repeated_and_keeps_its_first_time()
    {
        _issues.Bring(Released);
        var first = _issues.Find()!.ReleasedAt;
        _issues.Clock.Now += TimeSpan.FromMinutes(1);
        _issues.Release();
        Assert.Equal(first, _issues.Find()!.ReleasedAt);
    }

    [Fact]
    public void A_release_that_is_refused_leaves_the_issue_as_it_was_000_73()
    {
        _issues.Bring(Issued);
        static void No() => throw new FlowException(FlowErrorCode.IssueSuppressed);
        Assert.Equal(FlowErrorCode.IssueSuppressed, Refusal(() => _issues.Ledger.Release(Town.Here, Session, _ => No())));
        Assert.Equal(Issued, _issues.Find()!.State);
    }

    [Fact]
    public void What_decides_on_a_release_may_read_inside_its_transaction_000_73()
    {
        _issues.Bring(Issued);
        _issues.Ledger.Release(Town.Here, Session, _ => Assert.Equal(Issued, _issues.Find()!.State));
        Assert.Equal(Released, _issues.Find()!.State);
    }

    [Fact]
    public void The_first_report_stands_word_for_word_000_30()
    {
        _issues.Bring(Released);
        var first = _issues.Settle(new IssueEnding(Refunded, 1, 200, 400));
        _issues.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equivalent(first, _issues.Settle(Delivery));
        Assert.Equal((1, 200, 400), (first.CopiesDelivered, first.YenKept, first.YenReturned));
    }

    [Theory]
    [InlineData(Prepared)]
    [InlineData(Issued)]
    [InlineData(Released)]
    public void An_end_that_is_none_is_refused(IssueState state)
    {
        _issues.Bring(Released);
        Assert.Equal(BadRequest, Refusal(() => _issues.Settle(new IssueEnding(state, 0, 0, 0))));
    }

    [Fact]
    public void Only_what_lay_longer_than_its_time_lapses()
    {
        _issues.Prepare();
        _issues.Clock.Now += TimeSpan.FromMinutes(30);
        _issues.Prepare(Another);
        Assert.Equal(0, _issues.Ledger.Lapse(TimeSpan.FromMinutes(30)));
        _issues.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(1, _issues.Ledger.Lapse(TimeSpan.FromMinutes(30)));
        Assert.Equal((Cancelled, Prepared), (_issues.Find()!.State, _issues.Find(Another)!.State));
    }

    public void Dispose() => _issues.Dispose();
}
