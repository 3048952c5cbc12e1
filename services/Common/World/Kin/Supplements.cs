using System.Collections.Immutable;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Kin;

/// <summary>
/// 戸籍の附票 of one household's families: of its members the addresses that the residents' register tells, and one before it where that does not
/// reach back; of the others what is likely.
/// </summary>
sealed class Supplements(Scene scene, Household household, Dice dice)
{
    // Who moved together had lived together: one answer for each address.
    readonly Dictionary<string, (DateOnly Since, string Before, DateOnly BeforeSince)> _earlier = [];

    readonly Dictionary<Family, string> _homes = new(ReferenceEqualityComparer.Instance);

    /// <summary>From the day of entering the register, oldest first.</summary>
    public ImmutableArray<SupplementEntry> Of(Family family, Life life)
    {
        if (life.Person is { } person)
            return OfResident(person, life.Entered);
        if (family.PartnerOf(life)?.Person is { } partner && life.DiedHere)
            return Shared(OfResident(partner, life.Entered), life);
        return life.Place == RegisterPlace.Child ? OfChild(family, life) : [new(HomeOf(family), life.Entered)];
    }

    // A couple of whom nobody is in the household lives where its children were born.
    string HomeOf(Family family) => _homes.TryGetValue(family, out var home) ? home : _homes[family] = Elsewhere();

    ImmutableArray<SupplementEntry> OfResident(Person person, DateOnly entered)
    {
        List<SupplementEntry> lines = [new(household.Address, person.AddressSince)];
        if (person.PreviousAddress is { } previous && person.AddressSince > entered)
        {
            var earlier = Earlier(previous, person);
            var since = person.ResidentSince < person.AddressSince ? person.ResidentSince : Later(person.BirthDate, earlier.Since);
            lines.Insert(0, new(previous, since));
            if (since > entered)
                lines.Insert(0, new(earlier.Before, Later(person.BirthDate, Calendar.Earlier(entered, earlier.BeforeSince))));
        }

        if (person.Standing is { Status: ResidentStatus.MovedOut, On: { } moved, Destination: { } destination })
            lines.Add(new(destination, moved));
        return [.. lines];
    }

    (DateOnly Since, string Before, DateOnly BeforeSince) Earlier(string previous, Person person)
    {
        if (_earlier.TryGetValue(previous, out var known))
            return known;
        var since = person.AddressSince.AddDays(-dice.Between(100, 12 * 365));
        var first = Calendar.Earlier(since, person.ResidentSince).AddDays(-dice.Between(100, 12 * 365));
        return _earlier[previous] = (since, Elsewhere(), first);
    }

    // Someone who died while the partner stayed had lived at the same addresses.
    ImmutableArray<SupplementEntry> Shared(ImmutableArray<SupplementEntry> partners, Life life)
    {
        var lived = partners.RemoveAll(line => line.Since >= life.Death);
        return lived is [var first, ..] ? lived.SetItem(0, first with { Since = Later(first.Since, life.Entered) }) : [new(Elsewhere(), life.Entered)];
    }

    ImmutableArray<SupplementEntry> OfChild(Family family, Life child)
    {
        var home = family.Couple.FirstOrDefault(l => l.Person is not null) is { Person: { } parent }
            ? OfResident(parent, child.Birth).LastOrDefault(line => line.Since <= child.Birth)?.Address
            : null;
        SupplementEntry first = new(home ?? HomeOf(family), child.Birth);
        var leaves = child.Birth.AddDays(dice.Between(18 * 365, 30 * 365));
        var last = child.RemovedOn ?? scene.AsOf;
        return leaves < last ? [first, new(Elsewhere(), leaves)] : [first];
    }

    string Elsewhere() => dice.Chance(300)
        ? scene.Lists.Atlas.Home(scene.City, 400, dice).Text
        : scene.Lists.Atlas.Outside(scene.City, 400, dice);
}
