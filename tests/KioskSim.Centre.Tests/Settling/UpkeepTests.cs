using System.Data.Common;
using KioskSim.Centre.Cities;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Settling;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging.Abstractions;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Settling;

public sealed class UpkeepTests : IDisposable
{
    static readonly SessionId Paid = new(2);
    static readonly SessionId Untold = new(3);

    readonly Sessions _sessions = new();

    [Fact]
    public async Task Cities_are_told_and_what_was_left_lying_unpaid_is_ended_000_30()
    {
        var clock = _sessions.Clock;
        var server = new FakeServer(new CallRecord(), Sessions.City.ToString()) { Silent = true };
        var (upkeep, open) = Upkeep(server);
        _sessions.Bring(SessionState.Prepared);
        _sessions.Bring(SessionState.Paid, Paid);
        _sessions.Bring(SessionState.Delivered, Untold);

        await upkeep.OnceAsync(CancellationToken.None);
        Assert.Equal(SessionState.Prepared, _sessions.State());
        Assert.Null(_sessions.Journal.Find(Untold)!.CityToldAt); // the city is silent

        server.Silent = false;
        clock.Now += TimeSpan.FromMinutes(15) + TimeSpan.FromMilliseconds(1);
        await upkeep.OnceAsync(CancellationToken.None);
        Assert.NotNull(_sessions.Journal.Find(Untold)!.CityToldAt);
        Assert.Equal(SessionState.Cancelled, _sessions.State());
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => open.Get(Sessions.Session, Sessions.Kiosk)));
        Assert.Equal(SessionState.Paid, _sessions.State(Paid));

        await upkeep.OnceAsync(CancellationToken.None);
        Assert.NotNull(_sessions.Journal.Find(Sessions.Session)!.CityToldAt); // the city hears of what was ended
    }

    [Fact]
    public async Task What_only_the_memory_holds_is_ended_also_while_the_tables_are_away()
    {
        var (upkeep, open) = Upkeep(new FakeServer(new CallRecord(), Sessions.City.ToString()));
        _sessions.Tables.Drop();
        _sessions.Clock.Now += TimeSpan.FromMinutes(15) + TimeSpan.FromMilliseconds(1);

        await Assert.ThrowsAnyAsync<DbException>(() => upkeep.OnceAsync(CancellationToken.None));
        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => open.Get(Sessions.Session, Sessions.Kiosk)));
    }

    public void Dispose() => _sessions.Dispose();

    /// <returns>And the sessions that it looks after, one of which is <see cref="Sessions.Session"/>.</returns>
    (Upkeep Upkeep, OpenSessions Open) Upkeep(FakeServer server)
    {
        var cities = new CityDirectory([server.Client], _sessions.Clock, TimeSpan.FromSeconds(60), NullLogger<CityDirectory>.Instance);
        var open = new OpenSessions(_sessions.Clock);
        open.Add(Sessions.Session, Sessions.Kiosk, new ShownCard.Juki(new(1)), []);
        return (new Upkeep(new CityTeller(_sessions.Journal, cities, NullLogger<CityTeller>.Instance), _sessions.Journal, open, NullLogger<Upkeep>.Instance), open);
    }
}
