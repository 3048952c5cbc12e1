using KioskSim.Centre.Cities;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Settling;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Centre.Tests.Settling;

public sealed class CityTellerTests : IDisposable
{
    static readonly MunicipalityCode Shiosaki = MunicipalityCode.FromFiveDigits("48202");

    readonly Sessions _sessions = new();
    readonly CallRecord _calls = new();
    readonly FakeServer _here;
    readonly FakeServer _there;
    readonly CityTeller _teller;

    public CityTellerTests()
    {
        (_here, _there) = (new FakeServer(_calls, Sessions.City.ToString()), new FakeServer(_calls, Shiosaki.ToString()));
        var cities = new CityDirectory([_here.Client, _there.Client], _sessions.Clock, TimeSpan.FromSeconds(60), NullLogger<CityDirectory>.Instance);
        _teller = new CityTeller(_sessions.Journal, cities, NullLogger<CityTeller>.Instance);
    }

    [Theory]
    [InlineData(SessionState.Delivered, Outcome.Delivered, 200, 0)]
    [InlineData(SessionState.Refunded, Outcome.Refunded, 0, 200)]
    [InlineData(SessionState.Cancelled, Outcome.Cancelled, 0, 0)]
    public async Task A_city_is_told_how_its_session_ended_and_nothing_else_000_30(SessionState state, Outcome outcome, int kept, int returned)
    {
        _sessions.Bring(state);
        await TellAllAsync();
        var told = _calls.Only<SettleRequest>("Settle");
        Assert.Equal((Sessions.City.ToString(), Wire.Session(Sessions.Session)), (told.Municipality, told.Session));
        Assert.Equal((outcome, kept, returned), (told.Settlement.Outcome, told.Settlement.YenKept, told.Settlement.YenReturned));
    }

    [Fact]
    public async Task A_city_that_knows_of_the_cancelling_hears_of_a_refund_that_came_after_it_000_30()
    {
        _sessions.Bring(SessionState.Cancelled);
        await TellAllAsync();
        _sessions.Make("refund money");
        await TellAllAsync();
        Assert.Equal(2, Told);
        Assert.NotNull(_sessions.Journal.Find(Sessions.Session)!.CityToldAt);
    }

    [Fact]
    public async Task A_city_is_told_until_it_acknowledges_and_then_no_more()
    {
        _sessions.Bring(SessionState.Delivered);
        _here.Settle = _ => throw new FlowException(FlowErrorCode.CityUnreachable);
        await TellAllAsync();
        await TellAllAsync();
        Assert.Null(_sessions.Journal.Find(Sessions.Session)!.CityToldAt);
        Assert.Equal(2, Told);

        _here.Settle = r => new SettleReply { Settlement = r.Settlement };
        await TellAllAsync();
        await TellAllAsync();
        Assert.NotNull(_sessions.Journal.Find(Sessions.Session)!.CityToldAt);
        Assert.Equal(3, Told);
    }

    [Fact]
    public async Task Whoever_comes_while_a_city_is_being_told_or_just_was_does_not_tell_it_again()
    {
        _sessions.Bring(SessionState.Delivered);
        var read = _sessions.Journal.Find(Sessions.Session)!;
        _here.Settle = r =>
        {
            if (Told == 1)
                _teller.TellAsync(read, CancellationToken.None).Wait(); // the upkeep, while the kiosk's own settlement is under way
            return new SettleReply { Settlement = r.Settlement };
        };
        await TellAllAsync();
        await _teller.TellAsync(read, CancellationToken.None); // with what it read before
        Assert.Equal(1, Told);
    }

    [Theory]
    [InlineData(SessionState.Begun)]
    [InlineData(SessionState.Prepared)]
    [InlineData(SessionState.Issued)]
    [InlineData(SessionState.Paid)]
    [InlineData(SessionState.Released)]
    public async Task Of_a_session_that_goes_on_nobody_is_told(SessionState state)
    {
        _sessions.Bring(state);
        await TellAllAsync();
        Assert.Empty(_calls.Names);
    }

    [Fact]
    public async Task A_session_that_no_city_was_asked_for_concerns_none()
    {
        _sessions.Make("begin");
        _sessions.Make("cancel");
        await TellAllAsync();
        await _teller.TellAsync(_sessions.Journal.Find(Sessions.Session)!, CancellationToken.None);
        Assert.Empty(_calls.Names);
    }

    [Fact]
    public async Task A_city_that_cannot_be_reached_is_tried_once_and_keeps_no_other_waiting()
    {
        for (var i = 1; i <= 150; i++)
            _sessions.Bring(SessionState.Cancelled, new SessionId((UInt128)(1000 + i)));
        _sessions.Clock.Now += TimeSpan.FromMinutes(1);
        _sessions.Bring(SessionState.Delivered, new SessionId(1), Shiosaki);
        _here.Settle = _ => throw new FlowException(FlowErrorCode.CityUnreachable);

        await TellAllAsync();

        Assert.Equal(2, Told);
        Assert.NotNull(_sessions.Journal.Find(new SessionId(1))!.CityToldAt);
    }

    [Fact]
    public async Task What_a_city_refuses_does_not_hold_up_what_came_after_it()
    {
        _sessions.Bring(SessionState.Cancelled, new SessionId(1));
        _sessions.Clock.Now += TimeSpan.FromSeconds(1);
        _sessions.Bring(SessionState.Delivered, new SessionId(2));
        _here.Settle = r => r.Session.Equals(Wire.Session(new SessionId(1)))
            ? throw new FlowException(FlowErrorCode.BadRequest)
            : new SettleReply { Settlement = r.Settlement };

        await TellAllAsync();

        Assert.Null(_sessions.Journal.Find(new SessionId(1))!.CityToldAt);
        Assert.NotNull(_sessions.Journal.Find(new SessionId(2))!.CityToldAt);
    }

    int Told => _calls.Names.Count(n => n == "Settle");

    Task TellAllAsync() => _teller.TellAllAsync(CancellationToken.None);

    public void Dispose() => _sessions.Dispose();
}
