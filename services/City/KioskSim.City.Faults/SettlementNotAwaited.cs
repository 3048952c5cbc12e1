using KioskSim.City.Issuance;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.City.Faults;

/// <summary>
/// A report of how an issue ended is acknowledged first and written afterwards, and nobody waits for that to be done: a write that fails fails unseen.
/// The centre never reports it again, so that for the city the fee was neither kept nor returned.
/// </summary>
sealed class SettlementNotAwaited(FaultSetting setting) : CityFault(setting), ISettlementDesk
{
    public static readonly FaultKind Kind = new(
        "settlement-not-awaited",
        "証明発行サーバーが、手続きの終わりの報告を、書き終える前に「受け取りました」と答えます。書き込みに失敗しても誰も気付かず、その手数料は交付でも返金でもないままになります。",
        "The issuance server acknowledges how a session ended before that is written. When the write then fails nobody notices, and the fee ends in neither delivery nor refund.",
        UsualRate: 0.5, Breaks: ["paid-ends-once", "sums-agree"], setting => new SettlementNotAwaited(setting));

    public override ISettlementDesk SettlementDesk => this;

    /// <remarks>What strikes: that the database is busy when the write is tried.</remarks>
    public IssueEnding Take(SessionId session, IssueEnding reported, Func<IssueEnding, IssueEnding> write)
    {
        var busy = Strikes();
        _ = Task.Run(() => busy ? throw new FlowException(FlowErrorCode.Internal, "the database is busy") : write(reported));
        return reported; // and the task with its failure is left to the collector
    }
}
