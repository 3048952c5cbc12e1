using FsCheck;
using FsCheck.Fluent;
using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Values;
using static KioskSim.City.Issuance.IssueState;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.City.Tests.Issuance;

/// <summary>Whatever order the moves of two sessions in two cities come in, repeated, late or senseless.</summary>
public sealed class IssueLedgerProperties
{
    public enum Act
    {
        Prepare,
        Redeem,
        RedeemWrongly,
        Release,
        Deliver,
        Refund,
        Cancel,
        Wait,
        Lapse,
    }

    /// <param name="Which">Which of two cities, and which of two sessions there.</param>
    public readonly record struct Step(Act Act, (bool City, bool Session) Which);

    // Ends and waits come seldom, so that many issues get far before one.
    static readonly Gen<Step> Steps =
        from act in Gen.Frequency(
            (3, Gen.Elements(Act.Prepare, Act.Redeem, Act.Release)), (1, Gen.Elements(Enum.GetValues<Act>())))
        from city in Gen.Elements(false, true)
        from session in Gen.Elements(false, true)
        select new Step(act, (city, session));

    [Fact]
    public void An_issue_reaches_at_most_one_end_and_keeps_it_000_30() => Prop.ForAll(Steps.ListOf().ToArbitrary(), steps =>
    {
        using var issues = new Issues();
        Dictionary<(bool, bool), IssueRecord> ended = [];
        foreach (var step in steps)
        {
            Refusal(() => Make(issues, step));
            if (Find(issues, step.Which) is { IsOver: true } over)
            {
                // Given up for lost is no last word: the money may turn up, and be returned.
                if (!ended.TryAdd(step.Which, over) && (ended[step.Which].State, over.State) == (Cancelled, Refunded))
                    ended[step.Which] = over;
            }
        }

        foreach (var (which, end) in ended)
            Assert.Equivalent(end, Find(issues, which));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_ledger_agrees_with_the_table_and_touches_no_other_issue_001_44() => Prop.ForAll(Steps.ListOf().ToArbitrary(), steps =>
    {
        using var issues = new Issues();
        var model = new Model();
        foreach (var step in steps)
            Assert.Equal(model.Follow(step), Refusal(() => Make(issues, step)) is null);
        foreach (var (which, state) in model.Issues)
            Assert.Equal(state, Find(issues, which)!.State);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_issue_number_is_given_once_and_none_is_left_out_001_44() => Prop.ForAll(Steps.ListOf().ToArbitrary(), steps =>
    {
        using var issues = new Issues();
        foreach (var step in steps)
            Refusal(() => Make(issues, step));
        foreach (var city in (MunicipalityCode[])[Town.Here, Town.Elsewhere])
        {
            var numbers = issues.Ledger.All(city).Select(i => i.IssueNumber).OfType<string>().Order().ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => $"R8-{n:D7}"), numbers);
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>The table of <see cref="IssueLedgerTests"/> as a model, with the tokens' lives as its clock.</summary>
    sealed class Model
    {
        readonly Dictionary<(bool, bool), (IssueState State, int PreparedAt)> _issues = [];
        int _now;

        public IEnumerable<((bool, bool) Which, IssueState State)> Issues => _issues.Select(i => (i.Key, i.Value.State));

        /// <returns>Whether the step is one that the ledger takes without a refusal.</returns>
        public bool Follow(Step step)
        {
            switch (step.Act)
            {
                case Act.Wait:
                    _now++;
                    return true;
                case Act.Lapse:
                    foreach (var (which, issue) in _issues.Where(i => i.Value.State < Released && i.Value.PreparedAt < _now - 2).ToList())
                        _issues[which] = (Cancelled, issue.PreparedAt);
                    return true;
                case Act.Prepare:
                    return _issues.TryAdd(step.Which, (Prepared, _now));
            }

            if (!_issues.TryGetValue(step.Which, out var at))
                return false;
            var to = (step.Act, at.State) switch
            {
                (Act.Redeem, Prepared) when at.PreparedAt >= _now - 1 => Issued,
                (Act.Release, Issued or Released) => Released,
                (Act.Deliver, Released) => Delivered,
                (Act.Refund, < Delivered or Cancelled) => Refunded,
                (Act.Cancel, < Released) => Cancelled,
                (Act.Deliver or Act.Refund or Act.Cancel, >= Delivered) => at.State,
                _ => (IssueState)0,
            };
            if (to == 0)
                return false;
            _issues[step.Which] = (to, at.PreparedAt);
            return true;
        }
    }

    static void Make(Issues issues, Step step)
    {
        var (city, session) = Names(step.Which);
        switch (step.Act)
        {
            case Act.Prepare: issues.Prepare(session, city); break;
            case Act.Redeem: issues.Redeem(session, city); break;
            case Act.RedeemWrongly: issues.Redeem(session, city, token: [1]); break;
            case Act.Release: issues.Release(session, city); break;
            case Act.Deliver: issues.Settle(Issues.Delivery, session, city); break;
            case Act.Refund: issues.Settle(Issues.Refund, session, city); break;
            case Act.Cancel: issues.Settle(Issues.Cancellation, session, city); break;
            case Act.Wait: issues.Clock.Now += Issues.Life; break;
            case Act.Lapse: issues.Ledger.Lapse(2 * Issues.Life); break;
        }
    }

    static IssueRecord? Find(Issues issues, (bool City, bool Session) which)
    {
        var (city, session) = Names(which);
        return issues.Find(session, city);
    }

    static (MunicipalityCode City, SessionId Session) Names((bool City, bool Session) which) =>
        (which.City ? Town.Here : Town.Elsewhere, new SessionId(which.Session ? (UInt128)1 : 2));
}
