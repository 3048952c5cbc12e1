using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.World.Tests;

/// <summary>Numbers, cards and seals: the registers and the wallets tell the same story.</summary>
public sealed class CardAndSealTests(SmallWorlds worlds)
{
    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Every_card_stands_for_one_resident_of_its_city_born_on_its_date_000_16(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var byCity = world.Cities.ToDictionary(
            c => c.Code,
            c => (Residents: c.Certificates.ToDictionary(s => s.Serial, s => s.Resident), People: c.People.ToDictionary(p => p.Id)));

        Assert.Distinct(world.Cards.Select(c => c.Serial));
        Assert.Equal(world.Cards.Length, world.Cities.Sum(c => c.Certificates.Length));
        Assert.All(world.Cards, card =>
        {
            var (residents, people) = byCity[card.Municipality];
            Assert.Equal(card.BirthDate, people[residents[card.Serial]].BirthDate);
        });
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void A_certificate_ends_on_the_fifth_birthday_after_issue_or_with_the_stay(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var stays = new Dictionary<CertificateSerial, DateOnly?>();
        foreach (var made in world.Cities)
        {
            var people = made.People.ToDictionary(p => p.Id);
            foreach (var certificate in made.Certificates)
                stays.Add(certificate.Serial, people[certificate.Resident].Foreign?.ExpiresOn);
        }

        Assert.All(world.Cards, card =>
        {
            var birthdays = Enumerable.Range(1, 130).Select(card.BirthDate.AddYears).Where(day => day > card.ValidFrom);
            var fifth = birthdays.ElementAt(4);
            Assert.Equal(stays[card.Serial] is { } end && end < fifth ? end : fifth, card.ValidTo);
            Assert.True(card.ValidFrom > card.BirthDate && card.ValidFrom <= world.AsOf);
        });
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void What_is_wrong_with_a_card_is_all_that_is_wrong_with_its_holder(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var cards = world.Cards.ToDictionary(c => c.Serial);
        foreach (var made in world.Cities)
        {
            var people = made.People.ToDictionary(p => p.Id);
            Assert.All(made.Certificates, certificate =>
            {
                var (person, card) = (people[certificate.Resident], cards[certificate.Serial]);
                if (person.Standing.Status == ResidentStatus.Deceased)
                    Assert.Equal(CardCondition.Revoked, card.On(world.AsOf));
                else if (person.Protected || person.Standing.Status != ResidentStatus.Resident || person.AgeOn(world.AsOf) < 15)
                    Assert.Equal(CardCondition.Usable, card.On(world.AsOf));
            });
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Individual_numbers_are_valid_unique_and_not_the_citys_own_000_13_000_14(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.Distinct(world.People.Select(p => p.IndividualNumber.Reveal()));
        Assert.All(world.People, p =>
        {
            Assert.True(Domain.Values.IndividualNumber.TryParse(p.IndividualNumber.Reveal(), out _));
            Assert.DoesNotContain(p.Id.ToString(), p.IndividualNumber.Reveal(), StringComparison.Ordinal);
        });
        Assert.All(world.Cities, c => Assert.Distinct(c.People.Select(p => p.Id)));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Seals_belong_to_residents_of_fifteen_and_more_and_end_when_they_go(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        foreach (var made in world.Cities)
        {
            var people = made.People.ToDictionary(p => p.Id);
            Assert.Distinct(made.Seals.Select(s => s.Number));
            Assert.Distinct(made.Seals.Select(s => s.Resident));
            Assert.All(made.Seals, seal =>
            {
                var person = people[seal.Resident];
                Assert.True(person.AgeOn(seal.RegisteredOn) >= 15);
                Assert.InRange(seal.RegisteredOn, person.ResidentSince, world.AsOf);
                Assert.True(seal.CancelledOn is null || seal.CancelledOn >= seal.RegisteredOn);
                if (!person.Standing.IsResident)
                    Assert.Equal(person.Standing.On, seal.CancelledOn);
                Assert.NotEqual("", seal.Inscription);
            });
        }
    }
}
