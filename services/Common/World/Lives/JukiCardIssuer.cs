using KioskSim.Registers;
using KioskSim.World.Chance;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Lives;

/// <summary>
/// 住基カード of their last half year, July to December 2015 (003-32): a few who never went for another card, and one or two who did, or who gave
/// theirs back. All belong to people with whom nothing else is wrong. Dice and quotas of its own: a world is the same with and without them.
/// </summary>
sealed class JukiCardIssuer(DateOnly asOf, ulong seed)
{
    const ulong Label = 2015_12_31;
    const int LeastAge = 15;

    static readonly DateOnly FirstIssue = new(2015, 7, 1), LastOfNovember = new(2015, 11, 30), December = new(2015, 12, 2);

    /// <summary>The last working day of the year.</summary>
    static readonly DateOnly LastIssue = new(2015, 12, 28);

    readonly Dice _dice = Dice.For(seed, Label);
    readonly Quota _only = new(60, Dice.For(seed, Label + 1)), _returned = new(25, Dice.For(seed, Label + 2));
    readonly Quota _beside = new(10, Dice.For(seed, Label + 3)), _late = new(500, Dice.For(seed, Label + 4));
    long _number = 150_000_000;

    /// <param name="other">The person's Individual Number Card.</param>
    public (JukiCardEntry Entry, WalletJukiCard Card)? Issue(Person person, WalletCard? other)
    {
        // Foreign residents' cards ended with their stay; none of them is left.
        if (person.Standing.Status != ResidentStatus.Resident || person.Protected || person.Foreign is not null)
            return null;
        if (person.BirthDate.AddYears(LeastAge) > FirstIssue || person.ResidentSince > LastOfNovember)
            return null;
        if (other is not null)
            return other.On(asOf) == CardCondition.Usable && _beside.Next() ? Make(person, December) : null;
        if (_returned.Next())
            return Make(person, December, returned: true);
        return _only.Next() ? Make(person, _late.Next() ? December : Later(FirstIssue, person.ResidentSince)) : null;
    }

    // Either in the last weeks, so that a run a year before the world's day finds some still good, or before them.
    (JukiCardEntry, WalletJukiCard) Make(Person person, DateOnly from, bool returned = false)
    {
        var issued = _dice.Day(from, from == December ? LastIssue : LastOfNovember);
        DateOnly? back = returned ? Earlier(issued.AddDays(_dice.Between(200, 3000)), asOf.AddDays(-1)) : null;
        var card = new WalletJukiCard(new(_number += _dice.Between(1, 9)), new Pin(_dice.Below(10_000).ToString("D4")));
        return (new(card.Number, person.Id, issued, back), card);
    }
}
