using System.Collections.Concurrent;
using KioskSim.City.Issuance;
using KioskSim.Domain.Values;

namespace KioskSim.City.Faults;

/// <summary>
/// Copies and fees of an issue are summed up, report by report, and what takes too long is tried again: a report that had arrived all the same is
/// added a second time.
/// </summary>
sealed class SettlementAddedTwice(FaultSetting setting) : CityFault(setting), ISettlementDesk
{
    public static readonly FaultKind Kind = new(
        "settlement-added-twice",
        "証明発行サーバーが、交付した部数と手数料を報告のたびに足していました。時間がかかってやり直すと、同じ報告がもう一度足されます。",
        "The issuance server adds up copies and fees report by report. A report that took too long is tried again, and added a second time.",
        UsualRate: 0.5, Breaks: ["sums-agree"], setting => new SettlementAddedTwice(setting));

    readonly ConcurrentDictionary<SessionId, IssueEnding> _sums = new();

    public override ISettlementDesk SettlementDesk => this;

    /// <remarks>What strikes: that a report takes too long, and is tried again.</remarks>
    public IssueEnding Take(SessionId session, IssueEnding reported, Func<IssueEnding, IssueEnding> write)
    {
        var sum = Add(session, reported);
        return write(Strikes() ? Add(session, reported) : sum);
    }

    IssueEnding Add(SessionId session, IssueEnding reported) => _sums.AddOrUpdate(session, reported, (_, sum) => reported with
    {
        CopiesDelivered = sum.CopiesDelivered + reported.CopiesDelivered,
        YenKept = sum.YenKept + reported.YenKept,
        YenReturned = sum.YenReturned + reported.YenReturned,
    });
}
