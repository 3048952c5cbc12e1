using KioskSim.Registers;

namespace KioskSim.World.Tests;

/// <summary>What every household of every world must be, whatever the seed.</summary>
public sealed class HouseholdTests(SmallWorlds worlds)
{
    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Every_household_has_one_head_who_stands_first_and_members_who_know_it(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.Households, household =>
        {
            Assert.Single(household.Members, m => m.IsHead);
            Assert.True(household.Members[0].IsHead);
            Assert.All(household.Members, m => Assert.Equal(household.Id, m.Household));
        });
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Those_who_are_gone_stand_behind_those_who_stayed(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.Households, h => Assert.Equal(h.Members.OrderBy(m => !m.Standing.IsResident), h.Members));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void A_married_couple_of_nationals_is_in_one_register_and_bears_one_name(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var couples = world.Households.SelectMany(Couples).Where(c => c.One.Domicile is not null && c.Other.Domicile is not null).ToArray();

        Assert.NotEmpty(couples);
        Assert.All(couples, couple =>
        {
            Assert.Equal(couple.One.Domicile, couple.Other.Domicile);
            Assert.Equal(couple.One.Name.Family, couple.Other.Name.Family);
            Assert.Contains(couple.One.Domicile!.Head, (string[])[couple.One.Name.Text, couple.Other.Name.Text]);
            Assert.NotEqual(couple.One.Sex, couple.Other.Sex);
        });
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Everyone_in_a_register_bears_the_name_of_its_head(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.People.Where(p => p.Domicile is not null), person =>
            Assert.Equal(person.Name.Family, person.Domicile!.Head[..person.Domicile.Head.IndexOf(PersonName.Separator)]));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void A_child_whose_register_is_headed_by_someone_at_home_is_in_that_persons_register(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var pairs = (from household in world.Households
                     from member in household.Members
                     from head in household.Members
                     where member != head && member.Domicile?.Head == head.Name.Text
                     select (member, head)).ToArray();

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal(pair.head.Domicile, pair.member.Domicile));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Parents_are_old_enough_and_mothers_not_too_old(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var descents = world.Households.SelectMany(Descents).ToArray();

        Assert.NotEmpty(descents);
        Assert.All(descents, d => Assert.InRange(d.Parent.AgeOn(d.Child.BirthDate), 18, d.Parent.Sex == Sex.Female ? 45 : 64));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void No_two_people_under_one_roof_bear_one_name(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.Households, h => Assert.Distinct(h.Members.Select(m => m.Name.Text)));
    }

    static IEnumerable<(Person One, Person Other)> Couples(Household household)
    {
        var kin = household.Members.ToLookup(m => m.Relationship);
        foreach (var (one, other) in new[] { ("世帯主", "妻"), ("世帯主", "夫"), ("子", "子の妻"), ("子", "子の夫"), ("父", "母"), ("妻の父", "妻の母") })
        {
            if (kin[one].FirstOrDefault() is { } first && kin[other].SingleOrDefault() is { } second)
                yield return (first, second);
        }
    }

    // Who descends from whom, as far as the relationships say.
    static IEnumerable<(Person Parent, Person Child)> Descents(Household household)
    {
        var kin = household.Members.ToLookup(m => m.Relationship);
        string[] bothParents = ["世帯主", "妻", "夫"];
        (string Child, string[] Parents)[] lines =
        [
            ("子", bothParents), ("妻の子", ["妻"]), ("子の子", ["子", "子の妻", "子の夫"]), ("世帯主", ["父", "母"]),
            ("妻", ["妻の父", "妻の母"]), ("父", ["父の母"]),
        ];
        return from line in lines
               from child in kin[line.Child]
               from parent in line.Parents.SelectMany(p => kin[p])
               select (parent, child);
    }
}
