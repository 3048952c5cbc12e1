using KioskSim.Centre.Journal;
using KioskSim.Centre.Settling;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Settling;

public sealed class SettlementsTests
{
    static readonly ReceiptNumber Receipt = ReceiptNumber.Of(Sessions.Kiosk, Sessions.Session);
    static readonly string OfAnotherSession = ReceiptNumber.Of(Sessions.Kiosk, new SessionId(2)).Text;
    static readonly string OfAnotherKiosk = ReceiptNumber.Of(Sessions.Stranger, Sessions.Session).Text;

    [Fact]
    public void A_report_is_read_as_it_was_written()
    {
        var report = new Settlement { Outcome = Outcome.Refunded, Receipt = Receipt.Text, CopiesDelivered = 1, YenKept = 100, YenReturned = 100 };
        Assert.Equal(new Ending(SessionState.Refunded, 1, new Yen(100), new Yen(100)), Read(report));
    }

    public static TheoryData<string, Settlement?> Wrong { get; } = new()
    {
        { "nothing", null },
        { "no outcome", new Settlement() },
        { "an unknown outcome", new Settlement { Outcome = (Outcome)9 } },
        { "less than no copies", new Settlement { Outcome = Outcome.Refunded, CopiesDelivered = -1 } },
        { "less than nothing kept", new Settlement { Outcome = Outcome.Refunded, YenKept = -1 } },
        { "less than nothing returned", new Settlement { Outcome = Outcome.Refunded, YenReturned = -1 } },
        { "another session's receipt", new Settlement { Outcome = Outcome.Delivered, Receipt = OfAnotherSession } },
        { "another kiosk's receipt", new Settlement { Outcome = Outcome.Delivered, Receipt = OfAnotherKiosk } },
        { "cancelled and kept", new Settlement { Outcome = Outcome.Cancelled, YenKept = 200 } },
        { "cancelled and returned", new Settlement { Outcome = Outcome.Cancelled, YenReturned = 200 } },
        { "cancelled and handed out", new Settlement { Outcome = Outcome.Cancelled, CopiesDelivered = 1 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_report_that_cannot_be_is_refused_002_13(string what, Settlement? report) =>
        Assert.True(Refusal(() => Read(report)) == FlowErrorCode.BadRequest, what);

    static Ending Read(Settlement? report) => Settlements.Read(report, Sessions.Kiosk, Sessions.Session);
}
