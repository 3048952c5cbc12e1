using Grpc.Core;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Settling;
using KioskSim.Centre.Validity;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;

namespace KioskSim.Centre.Clerk;

/// <summary>The clerk's desk: by the receipt's number, what was kept and whether it was handed back. Nothing about the person or the document (002-13).</summary>
sealed class ClerkDeskService(SessionJournal journal, CentreOptions options) : ClerkDesk.ClerkDeskBase
{
    public override Task<ReceiptReply> Find(ReceiptRequest request, ServerCallContext context) => Task.FromResult(Describe(Record(request)));

    public override Task<ReceiptReply> Refund(ReceiptRequest request, ServerCallContext context)
    {
        if (!journal.ClerkRefund(new ReceiptNumber(request.Receipt), options.RefundWithdrawnPaper))
            throw new FlowException(FlowErrorCode.BadRequest, WhyNot(Record(request)));
        var record = Record(request);
        FlowMeter.RefundedByClerk(record.KindOfCertificate, record.Municipality, new Yen(record.YenKept));
        return Task.FromResult(Describe(record));
    }

    static string WhyNot(SessionRecord record) => record switch
    {
        { ClerkRefundedAt: not null } => "this receipt has been refunded",
        { YenKept: > 0, SheetsWithdrawn: not null } => "the paper was left behind and lies in the locked box, which is not refunded here (refundWithdrawnPaper)",
        _ => "nothing was kept for this receipt",
    };

    SessionRecord Record(ReceiptRequest request) =>
        journal.FindByReceipt(new ReceiptNumber(request.Receipt)) ?? throw new FlowException(FlowErrorCode.BadRequest, "there is no such receipt");

    static ReceiptReply Describe(SessionRecord record) => new()
    {
        Outcome = Settlements.Describe(record).Outcome, YenKept = record.YenKept, RefundedByClerk = record.ClerkRefundedAt is not null,
    };
}
