using KioskSim.Registers;
using static KioskSim.World.Tests.VarietyTests;

namespace KioskSim.World.Tests;

/// <summary>What shows only among many people.</summary>
public sealed class LargeWorldTests(LargeWorld large) : IClassFixture<LargeWorld>
{
    readonly MadeWorld _world = large.World;

    [Fact]
    public void Cities_have_their_shares_and_together_exactly_the_people_asked_for()
    {
        Assert.Equal([8_000, 39_000, 9_000, 10_000, 34_000], _world.Summary.Cities.Select(c => c.Counts.Residents));
        Assert.Equal(100_000, _world.Summary.Residents);
        Assert.Equal(100_000, _world.Residents.Count());
    }

    [Fact]
    public void Numbers_do_not_repeat_over_all_cities()
    {
        Assert.Distinct(_world.People.Select(p => p.IndividualNumber));
        Assert.Distinct(_world.Cards.Select(c => c.Serial));
    }

    [Fact]
    public void One_name_in_eight_is_difficult() =>
        Assert.InRange(Share(_world.People, p => NameTraits.Of(p) != NameTrait.None), 0.1245, 0.1255);

    [Fact]
    public void Three_in_a_hundred_are_foreign_residents() =>
        Assert.InRange(Share(_world.People, p => p.Foreign is not null), 0.0295, 0.0305);

    [Fact]
    public void A_third_of_the_households_are_one_person_and_some_have_three_generations()
    {
        var households = _world.Households.Where(h => h.Residents.Any()).ToArray();
        Assert.InRange(Share(households, h => h.Residents.Count() == 1), 0.33, 0.38);
        Assert.InRange(Share(households, h => Generations(h) >= 3), 0.03, 0.08);
    }

    [Fact]
    public void Ages_are_those_of_an_ageing_country()
    {
        Assert.InRange(Share(_world.Residents, p => p.AgeOn(_world.AsOf) < 15), 0.10, 0.15);
        Assert.InRange(Share(_world.Residents, p => p.AgeOn(_world.AsOf) >= 65), 0.22, 0.31);
        Assert.InRange(Share(_world.Residents, p => p.Sex == Sex.Female), 0.48, 0.54);
    }

    [Fact]
    public void Three_in_four_grown_residents_hold_a_card_and_six_in_ten_adults_a_seal()
    {
        var people = from city in _world.Cities
                     let cards = city.Certificates.Select(c => c.Resident).ToHashSet()
                     let seals = city.Seals.Where(s => s.CancelledOn is null).Select(s => s.Resident).ToHashSet()
                     from person in city.People.Where(p => p.Standing.IsResident)
                     select (Age: person.AgeOn(_world.AsOf), Card: cards.Contains(person.Id), Seal: seals.Contains(person.Id));
        var all = people.ToArray();

        Assert.InRange(Share(all.Where(p => p.Age >= 15), p => p.Card), 0.74, 0.76);
        Assert.InRange(Share(all.Where(p => p.Age >= 18), p => p.Seal), 0.57, 0.61);
        Assert.DoesNotContain(all, p => p.Age < 15 && p.Seal);
    }

    [Fact]
    public void Faulty_cards_are_few()
    {
        var conditions = _world.Cards.CountBy(c => c.On(_world.AsOf)).ToDictionary();
        Assert.All(Enum.GetValues<CardCondition>().Except([CardCondition.Usable]), condition =>
            Assert.InRange((double)conditions[condition] / _world.Cards.Length, 0.002, 0.025));
    }

    [Fact]
    public void Of_one_adult_in_twenty_no_return_is_known_and_of_the_others_most_are_taxed()
    {
        var firstOfJanuary = new DateOnly(2026, 1, 1);
        var taxes = _world.Cities.SelectMany(c => c.Taxes.Where(t => t.FiscalYear == 2026), (c, t) => (c.Code, Entry: t)).ToDictionary(t => (t.Code, t.Entry.Resident));
        var adults = _world.Cities.SelectMany(c => c.People, (c, p) => (c.Code, Person: p))
            .Where(p => p.Person.AgeOn(_world.AsOf) >= 20 && p.Person.ResidentSince <= firstOfJanuary && p.Person.Standing.IsResident).ToArray();

        Assert.InRange(Share(adults, a => !taxes.ContainsKey((a.Code, a.Person.Id))), 0.045, 0.055);
        Assert.InRange(Share(taxes.Values, t => t.Entry.IsTaxed), 0.45, 0.75);
    }

    [Fact]
    public void Some_family_registers_have_twelve_people_and_half_of_them_people_of_other_cities()
    {
        var registers = _world.Cities.SelectMany(c => c.FamilyRegisters, (c, r) => (c.Code, Register: r)).ToArray();
        Assert.InRange(Share(registers, r => r.Register.Members.Length >= 10), 0.005, 0.03);
        var living = registers.SelectMany(r => r.Register.Members, (r, m) => (r.Code, m.Residence)).Where(m => m.Residence is not null).ToArray();
        Assert.InRange(Share(living, m => m.Residence!.Municipality != m.Code), 0.15, 0.4);
    }

    // Three when someone has both a parent's and a child's generation at home.
    static int Generations(Household household)
    {
        var relationships = household.Residents.Select(r => r.Relationship).ToHashSet();
        var (up, down) = (relationships.Overlaps(["父", "母", "妻の父", "妻の母"]), relationships.Contains("子"));
        return relationships.Contains("子の子") || (up && down) ? 3 : up || down ? 2 : 1;
    }
}
