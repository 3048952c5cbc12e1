using KioskSim.World.Chance;

namespace KioskSim.World.Households;

/// <summary>
/// How common each kind of household is, roughly as the national census counts them. Couples whose children have left come on top of
/// the couples without.
/// </summary>
static class HouseholdKinds
{
    /// <summary>Of Japanese nationals, per mille.</summary>
    public static readonly Weighted<Action<Scene>> Japanese = new(
    [
        (Singles.Compose, 345),
        (Families.CoupleOnly, 190),
        (Families.WithChildren, 255),
        (SmallHouseholds.SingleParent, 65),
        (Generations.Three, 55),
        (SmallHouseholds.ParentWithGrownChild, 50),
        (Generations.CoupleAndParent, 20),
        (SmallHouseholds.Siblings, 8),
        (SmallHouseholds.Partners, 8),
        (SmallHouseholds.Lodger, 4),
    ]);

    public static readonly (Action<Scene>, int)[] Foreign =
    [
        (ForeignHouseholds.Alone, 6),
        (ForeignHouseholds.LongName, 1),
        (ForeignHouseholds.Family, 2),
        (ForeignHouseholds.Mixed, 2),
        (ForeignHouseholds.SpecialPermanent, 1),
    ];
}
