using KioskSim.Centre.Clerk;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Centre.Validity;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Clerk;

public sealed class ClerkDeskTests : IDisposable
{
    static readonly ReceiptRequest Receipt = new() { Receipt = ReceiptNumber.Of(Sessions.Kiosk, Sessions.Session).Text };

    readonly Sessions _sessions = new();
    readonly ClerkDeskService _desk;

    public ClerkDeskTests() => _desk = Desk(refundsWithdrawn: false);

    [Fact]
    public void A_clerk_gives_a_receipt_and_learns_of_money_only_000_37_002_13()
    {
        Assert.Equal(["receipt"], ReceiptRequest.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name));
        Assert.Equal(["outcome", "yen_kept", "refunded_by_clerk"], ReceiptReply.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name));
        Assert.Equal(["Find", "Refund"], ClerkDesk.Descriptor.Methods.Select(m => m.Name));
    }

    [Fact]
    public async Task A_misprint_is_refunded_by_its_receipt_once_002_13()
    {
        _sessions.Bring(SessionState.Delivered);
        Assert.Equal(new ReceiptReply { Outcome = Outcome.Delivered, YenKept = 200 }, await FindAsync());
        var refunded = new ReceiptReply { Outcome = Outcome.Delivered, YenKept = 200, RefundedByClerk = true };
        Assert.Equal(refunded, await RefundAsync());
        Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(RefundAsync));
        Assert.Equal(refunded, await FindAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paper_that_was_left_behind_is_refunded_only_where_the_centres_rule_says_so_000_38_002_13(bool refunds)
    {
        _sessions.Bring(SessionState.Delivered);
        _sessions.Journal.Withdraw(Sessions.Session, Sessions.Kiosk, 1);
        _sessions.Journal.Withdraw(Sessions.Session, Sessions.Kiosk, 5); // said again: the first report stands
        Assert.Equal(1, _sessions.Journal.Find(Sessions.Session)!.SheetsWithdrawn);
        var desk = Desk(refunds);
        if (refunds)
            Assert.True((await desk.Refund(Receipt, new Call("clerk-1"))).RefundedByClerk);
        else
            Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(() => desk.Refund(Receipt, new Call("clerk-1"))));
    }

    [Fact]
    public void Only_a_session_that_was_released_has_paper_to_leave_behind()
    {
        _sessions.Bring(SessionState.Paid);
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => _sessions.Journal.Withdraw(Sessions.Session, Sessions.Kiosk, 1)).Code);
        _sessions.Journal.Release(Sessions.Session, Sessions.Kiosk);
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => _sessions.Journal.Withdraw(Sessions.Session, new KioskId("other-1"), 1)).Code);
        _sessions.Journal.Withdraw(Sessions.Session, Sessions.Kiosk, 1);
    }

    [Fact]
    public async Task Where_the_machine_gave_all_back_the_clerk_gives_nothing_002_13()
    {
        _sessions.Bring(SessionState.Refunded);
        Assert.Equal(new ReceiptReply { Outcome = Outcome.Refunded }, await FindAsync());
        Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(RefundAsync));
    }

    [Fact]
    public async Task A_receipt_of_a_session_that_goes_on_has_no_outcome_and_no_refund()
    {
        _sessions.Bring(SessionState.Paid);
        Assert.Equal(new ReceiptReply(), await FindAsync());
        Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(RefundAsync));
    }

    [Fact]
    public async Task A_receipt_that_was_never_given_finds_nothing()
    {
        _sessions.Bring(SessionState.Issued); // no receipt before payment
        Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(FindAsync));
        Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(RefundAsync));
        Assert.Equal(FlowErrorCode.BadRequest, await RefusalAsync(() => _desk.Find(new ReceiptRequest(), new Call("clerk-1"))));
    }

    ClerkDeskService Desk(bool refundsWithdrawn) => new(_sessions.Journal, new CentreOptions { RefundWithdrawnPaper = refundsWithdrawn });

    Task<ReceiptReply> FindAsync() => _desk.Find(Receipt, new Call("clerk-1"));

    Task<ReceiptReply> RefundAsync() => _desk.Refund(Receipt, new Call("clerk-1"));

    public void Dispose() => _sessions.Dispose();
}
