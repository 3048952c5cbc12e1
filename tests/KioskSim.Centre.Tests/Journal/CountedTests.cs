using KioskSim.Centre.Clerk;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Centre.Validity;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Journal;

/// <summary>What the centre counts for whoever watches it is what its journal has: once, whatever is said again.</summary>
public sealed class CountedTests : IDisposable
{
    const string Of = "city=482013 kind=ResidentRecord";

    readonly Sessions _sessions = new();

    [Theory]
    [InlineData("deliver", $"kiosksim.certificates {Of}: 1|kiosksim.fees.kept {Of}: 200")]
    [InlineData("refund money", $"kiosksim.fees.returned by=kiosk {Of}: 200")]
    [InlineData("refund", "")]
    public void An_end_is_counted_once_however_often_it_is_told_000_30(string end, string sums)
    {
        using var counted = new Counted();
        _sessions.Bring(SessionState.Released);
        for (var told = 0; told < 3; told++)
            _sessions.Make(end);

        Assert.Equal(sums.Split('|', StringSplitOptions.RemoveEmptyEntries), counted.Sums);
    }

    [Fact]
    public async Task A_clerks_refund_is_counted_once_and_as_the_clerks_002_13()
    {
        using var counted = new Counted();
        _sessions.Bring(SessionState.Delivered);
        var desk = new ClerkDeskService(_sessions.Journal, new CentreOptions());
        var receipt = new ReceiptRequest { Receipt = ReceiptNumber.Of(Sessions.Kiosk, Sessions.Session).Text };
        await desk.Refund(receipt, new Call("clerk-1"));
        Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(() => desk.Refund(receipt, new Call("clerk-1"))));

        Assert.Contains($"kiosksim.fees.returned by=clerk {Of}: 200", counted.Sums);
    }

    [Fact]
    public void Sessions_under_way_are_none_again_when_they_lapse_or_the_centre_ends()
    {
        using var counted = new Counted();
        var sessions = new OpenSessions(_sessions.Clock);
        foreach (var number in (ulong[])[1, 2, 3])
            Add(sessions, new SessionId(number));
        sessions.Remove(new SessionId(1));
        sessions.Remove(new SessionId(1)); // told again
        Assert.Equal(["kiosksim.sessions.open: 2"], counted.Sums);

        _sessions.Clock.Now += TimeSpan.FromHours(1);
        Add(sessions, new SessionId(4));
        sessions.Lapse(TimeSpan.FromMinutes(15));
        Assert.Equal(["kiosksim.sessions.open: 1"], counted.Sums);
        sessions.Dispose();
        sessions.Dispose();
        Assert.Equal(["kiosksim.sessions.open: 0"], counted.Sums);
    }

    public void Dispose() => _sessions.Dispose();

    static void Add(OpenSessions sessions, SessionId session) => sessions.Add(session, Sessions.Kiosk, new ShownCard.Juki(new JukiCardNumber(1)), new byte[OpenSessions.NonceSize]);
}
