using KioskSim.Registers;

namespace KioskSim.World.Taxation;

/// <summary>Who is counted on whose return: a spouse on the other's, everybody else with hardly an income on that of who earns most.</summary>
static class Dependants
{
    /// <summary>Above this income there is no deduction for a spouse.</summary>
    const long SpouseDeductedUpTo = 10_000_000;

    // Relationships of a married couple, in either order. Partners who never registered a marriage are not one.
    static readonly (string One, string Other)[] Couples =
    [
        (Person.HeadRelationship, "妻"), (Person.HeadRelationship, "夫"), ("子", "子の妻"), ("子", "子の夫"),
        ("父", "母"), ("妻の父", "妻の母"), ("夫の父", "夫の母"),
    ];

    public static void Assign(Taxpayer[] household, int fiscalYear)
    {
        var limit = IncomeRules.DependantLimit(fiscalYear);
        var family = Array.FindAll(household, p => p.Person.Relationship is not ("同居人" or "妻（未届）" or "夫（未届）") && p.Known);
        if (family.MaxBy(p => p.Income) is not { } provider)
            return;

        foreach (var payer in family.Where(p => p != provider && p.Income <= limit))
        {
            var spouse = Array.Find(family, p => p != payer && AreMarried(p, payer));
            if (spouse is { Income: > 0 and <= SpouseDeductedUpTo, IsDependant: false } && spouse.Income > limit)
                (spouse.HasSpouse, payer.IsDependant) = (true, true);
            else if (spouse != provider && provider.Income > limit)
                provider.Keep(payer);
        }
    }

    // Nobody was married before 18, whatever they are to each other today.
    static bool AreMarried(Taxpayer a, Taxpayer b) => a.Age >= 18 && b.Age >= 18 && AreCouple(a.Person, b.Person);

    static bool AreCouple(Person a, Person b) =>
        Array.Exists(Couples, c => (c.One == a.Relationship && c.Other == b.Relationship) || (c.One == b.Relationship && c.Other == a.Relationship));
}
