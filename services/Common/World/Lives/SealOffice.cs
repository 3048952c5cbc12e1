using KioskSim.Registers;
using KioskSim.World.Chance;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Lives;

/// <summary>印鑑登録: six adults in ten have a registered seal; a few have had it struck off, and whoever died or left has lost it.</summary>
sealed class SealOffice(Dice quotas)
{
    const int RegisteredPerMille = 600;
    const int LeastAge = 15;

    readonly Quota _cancelled = new(15, quotas);

    /// <returns>Null for someone without a seal. The number is the caller's to give.</returns>
    public SealRegistration? Register(Person person, int number, DateOnly asOf, Dice dice)
    {
        // Between 15 and 18 hardly anyone needs one.
        var likely = person.AgeOn(asOf) switch { < LeastAge => 0, < 18 => 20, _ => RegisteredPerMille };
        if (!dice.Chance(likely))
            return null;

        var gone = person.Standing.IsResident ? null : person.Standing.On;
        var last = gone ?? asOf;
        var grown = person.BirthDate.AddYears(person.AgeOn(asOf) < 18 ? LeastAge : 18);
        var first = Later(grown, person.ResidentSince);
        if (first > last)
            return null;

        var registered = dice.Day(first, last);
        var seal = new SealRegistration(number, person.Id, registered, Inscription(person, dice), CancelledOn: gone);
        var yesterday = asOf.AddDays(-1);
        return gone is null && registered < yesterday && _cancelled.Next()
            ? seal with { CancelledOn = dice.Day(registered.AddDays(1), yesterday) }
            : seal;
    }

    // Mostly the family name, some full names, and given names of women who may marry; foreign residents' aliases, characters or reading.
    static string Inscription(Person person, Dice dice)
    {
        if (person.Foreign is { } foreign)
        {
            return foreign.Alias is { } alias ? alias[..alias.IndexOf(PersonName.Separator)]
                : person.Name.Given != "" ? person.Name.Family
                : person.Name.Kana.Split(' ')[0];
        }

        return dice.Below(20) switch
        {
            < 15 => person.Name.Family,
            < 18 => person.Name.Family + person.Name.Given,
            _ => person.Sex == Sex.Female ? person.Name.Given : person.Name.Family,
        };
    }
}
