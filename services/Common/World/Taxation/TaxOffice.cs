using KioskSim.Registers;
using KioskSim.Registers.Taxes;
using KioskSim.World.Chance;

namespace KioskSim.World.Taxation;

/// <summary>
/// The city's tax entries for the fiscal year that is out and the one before. One adult in twenty has never filed a return, and nobody knows of any
/// income: no entry. Children under 16 have none of their own. Dice of its own, so that the residents' register is the same with and without it.
/// </summary>
sealed class TaxOffice(DateOnly asOf, ulong seed, ulong city, Quota unknown)
{
    const ulong Label = 0x5A6569; // "Zei"
    const int LeastAge = 16;

    /// <summary>The assessments of a year are out on the first of June.</summary>
    const int Published = 6;

    readonly Dice _dice = Dice.For(seed, Label ^ city << 24);

    /// <summary>令和8年度 is 2026.</summary>
    public static int LatestYear(DateOnly asOf) => asOf.Month >= Published ? asOf.Year : asOf.Year - 1;

    public IEnumerable<TaxEntry> Assess(Household household)
    {
        var latest = LatestYear(asOf);
        var people = household.Members.Select(m => Draw(m, latest)).ToArray();
        foreach (var year in (int[])[latest, latest - 1])
        {
            foreach (var entry in Assess(household, people, year))
                yield return entry;
        }
    }

    Earner Draw(Person person, int latest)
    {
        var known = person.AgeOn(asOf) < 18 || !unknown.Next();
        return new(person, Livelihood.Draw(person, person.AgeOn(new(latest - 1, 12, 31)), _dice), _dice.Between(940, 1000), known, _dice.Chance(600));
    }

    IEnumerable<TaxEntry> Assess(Household household, Earner[] people, int year)
    {
        var firstOfJanuary = new DateOnly(year, 1, 1);
        var payers = people.Where(p => p.Person.BirthDate < firstOfJanuary && AddressOn(household, p.Person, firstOfJanuary) is not null)
            .Select(p => new Taxpayer(p.Person, year == LatestYear(asOf) ? p.Means : p.Means.Scaled(p.LastYear), year, p.Known, p.Insured)).ToArray();
        Dependants.Assign(payers, year);
        foreach (var payer in payers)
        {
            if (payer.Age >= LeastAge && payer.Known)
                yield return payer.Assess(AddressOn(household, payer.Person, firstOfJanuary)!);
        }
    }

    // 賦課期日: where the person lived on the first of January, if in this city.
    static string? AddressOn(Household household, Person person, DateOnly day) =>
        person is { Standing: { IsResident: false, On: { } gone } } && gone < day ? null
        : person.AddressSince <= day ? household.Address
        : person.ResidentSince <= day ? person.PreviousAddress
        : null;

    sealed record Earner(Person Person, Livelihood Means, int LastYear, bool Known, bool Insured);
}
