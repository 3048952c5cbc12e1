using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.World.Tests.FamilyRegisters;

/// <summary>The family registers of every world agree with its residents' registers, whatever the seed.</summary>
public sealed class FamilyRegisterTests(SmallWorlds worlds)
{
    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Every_resident_stands_once_in_the_register_of_the_domicile_and_foreign_residents_in_none_000_40(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var kept = world.Cities.Select(c => c.Code).ToHashSet();
        var expected = from made in world.Cities
                       from person in made.People
                       where person.Standing.IsResident && person.Domicile is { Municipality: { } keeper } && kept.Contains(keeper)
                       let domicile = person.Domicile
                       select (domicile.Municipality, domicile.Place, domicile.Head, person.Name.Text, person.BirthDate, made.Code, person.Id);
        var found = from keeper in world.Cities
                    from register in keeper.FamilyRegisters
                    from member in register.Members
                    where member.Residence is not null
                    select (
                        (MunicipalityCode?)keeper.Code, register.Place, register.Head, Names.Full(register, member), member.BirthDate,
                        member.Residence!.Municipality, member.Residence.Resident);

        Assert.Equal(expected.OrderBy(Key), found.OrderBy(Key));

        static (string, long) Key((MunicipalityCode?, string, string, string, DateOnly, MunicipalityCode City, ResidentId Resident) row) =>
            (row.City.ToString(), row.Resident.Value);
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Supplements_run_forward_and_end_where_the_residents_register_has_the_person_now(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var people = world.Cities.SelectMany(c => c.Households, (c, h) => (c.Code, Household: h))
            .SelectMany(h => h.Household.Members, (h, m) => (Key: new Residence(h.Code, m.Id), h.Household.Address, Person: m)).ToDictionary(p => p.Key);
        foreach (var member in Members(world))
        {
            var days = member.Addresses.Select(a => a.Since).ToArray();
            Assert.NotEmpty(days);
            Assert.Equal(days.Distinct().Order(), days);
            Assert.InRange(days[0], member.BirthDate, world.AsOf);
            if (member.Residence is null)
                continue;

            var (_, address, person) = people[member.Residence];
            Assert.Equal(new(address, person.AddressSince), member.Addresses[^1]);
            Assert.Equal(person.Protected, member.Protected); // its address is not to be found
            if (member.Addresses is [.., var before, _])
                Assert.Equal(person.PreviousAddress, before.Address);
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Notes_tell_a_life_in_order_from_the_birth_in_the_members_own_line(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(Members(world), member =>
        {
            Assert.Equal("出生", member.Notes[0].Title);
            Assert.Equal(member.BirthDate, EraText.Read(member.Notes[0].Items[0].Text));
            var days = member.Notes.Select(n => EraText.Read(n.Items[0].Text)).ToArray();
            Assert.Equal(days.Order(), days);
            Assert.True(days[^1] <= world.AsOf);
            Assert.Equal(member.Removed, IsGone(member));
        });
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Deaths_and_moves_of_the_household_are_in_the_register_too(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var registers = world.Cities.SelectMany(c => c.FamilyRegisters).ToLookup(r => (r.Place, r.Head));
        var kept = world.Cities.Select(c => c.Code).ToHashSet();
        var gone = world.People.Where(p => !p.Standing.IsResident && p.Domicile is { Municipality: { } keeper } && kept.Contains(keeper)).ToArray();
        foreach (var person in gone)
        {
            var lines = registers[(person.Domicile!.Place, person.Domicile.Head)]
                .SelectMany(r => r.Members, (r, m) => (Name: Names.Full(r, m), Member: m))
                .Where(l => l.Name == person.Name.Text && l.Member.BirthDate == person.BirthDate).ToArray();
            if (person.Standing.Status == ResidentStatus.MovedOut)
                Assert.Equal(new SupplementEntry(person.Standing.Destination!, person.Standing.On!.Value), Assert.Single(lines).Member.Addresses[^1]);

            // Who died before a register was moved elsewhere is not in it any more.
            foreach (var (_, member) in lines.Where(_ => person.Standing.Status == ResidentStatus.Deceased))
                Assert.Equal(person.Standing.On, EraText.Read(member.Notes.Single(n => n.Title == "死亡").Items[0].Text));
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void A_register_has_its_head_first_and_children_with_the_couples_names_counted_by_sex(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        foreach (var register in world.Cities.SelectMany(c => c.FamilyRegisters))
        {
            var head = register.Members[0];
            Assert.Equal(register.Head, Names.Full(register, head));
            Assert.Equal(Enumerable.Range(1, register.Members.Length), register.Members.Select(m => m.Number));
            Assert.InRange(register.Members.Count(m => m.Spouse is not null), 0, 2);

            var children = register.Members.Where(m => m.Father == Names.Full(register, head) || m.Mother == Names.Full(register, head)).ToArray();
            Assert.Distinct(children.Select(c => c.Relation));
            Assert.Equal(children.OrderBy(c => c.BirthDate), children);
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Nothing_in_a_register_happens_before_it_was_made_to_who_is_out_of_it(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        foreach (var register in world.Cities.SelectMany(c => c.FamilyRegisters))
        {
            var made = EraText.Read(register.Notes[^1].Items[0].Text);
            Assert.All(register.Members.Skip(1).Where(m => m.Removed), member => Assert.True(EraText.Read(member.Notes[^1].Items[0].Text) >= made));
        }
    }

    [Fact]
    public void A_thousand_residents_have_a_register_of_twelve()
    {
        foreach (var seed in (ulong[])[0, 1, 2, 3, 4, 5])
            Assert.Contains(worlds[seed, null].Cities.SelectMany(c => c.FamilyRegisters), r => r.Members.Length >= 12);
    }

    static IEnumerable<FamilyMember> Members(MadeWorld world) => world.Cities.SelectMany(c => c.FamilyRegisters).SelectMany(r => r.Members);

    // Dead, married into another register, or gone by divorce: the last note says so.
    static bool IsGone(FamilyMember member) => member.Notes.Any(n => n.Title == "死亡" || n.Items.Any(i => i.Label is "新本籍" or "入籍戸籍"));
}
