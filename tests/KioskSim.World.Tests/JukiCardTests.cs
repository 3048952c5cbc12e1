using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.Feed;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.World.Tests;

/// <summary>住基カード in made worlds: of their last half year, in the city that put certificates on them, and beside the rest of the world.</summary>
public sealed class JukiCardTests(SmallWorlds worlds)
{
    static readonly MunicipalityCode TheirCity = new("482021");

    static readonly ILookup<ResidentId, CertificateSerial> NoPhones = Array.Empty<ResidentId>().ToLookup(r => r, _ => default(CertificateSerial)!);

    static readonly JukiCardFilter Any = new(new DateOnly(2015, 7, 1), JukiCardEntry.LastIssue);

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Each_was_issued_in_the_second_half_of_2015_to_who_lived_there_and_is_all_that_is_wrong_001_41_003_32(ulong seed, string? city)
    {
        using var world = worlds[seed, city].Open();
        foreach (var made in worlds[seed, city].Cities)
        {
            var people = made.People.ToDictionary(p => p.Id);
            var cards = world.Register(made.Code).JukiCards().ToList();
            Assert.Equal(made.Code == TheirCity, cards.Count > 0);
            Assert.Distinct(cards.Select(c => c.Number));
            Assert.Distinct(cards.Select(c => c.Resident));
            Assert.All(cards, card =>
            {
                var person = people[card.Resident];
                Assert.InRange(card.IssuedOn, Any.IssuedFrom, Any.IssuedTo);
                Assert.True(card.IssuedOn >= person.ResidentSince && person.AgeOn(card.IssuedOn) >= 15 && !person.Protected);
                Assert.Equal(ResidentStatus.Resident, person.Standing.Status);
                Assert.True(card.ReturnedOn is null || (card.ReturnedOn > card.IssuedOn && card.ReturnedOn < worlds[seed, city].AsOf));
                Assert.True(card.LastDay < worlds[seed, city].AsOf); // of today's world none is good
                Assert.NotNull(world.Wallet.Find(made.Code, card.Number));
            });
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Each_household_is_told_with_the_cards_of_its_members_and_no_others_000_40(ulong seed, string? city)
    {
        using var world = worlds[seed, city].Open();
        foreach (var made in worlds[seed, city].Cities)
        {
            var register = world.Register(made.Code);
            var entries = register.Entries().ToList();
            Assert.Equal(made.Households.Select(h => h.Id), entries.Select(e => e.Household.Id));
            Assert.NotEmpty(entries.SelectMany(e => e.Certificates));
            Assert.All(entries, entry =>
            {
                var alone = register.Entry(entry.Household, NoPhones);
                Assert.Equal(alone.Certificates, entry.Certificates);
                Assert.Equal(alone.JukiCards, entry.JukiCards);
            });
        }
    }

    [Fact]
    public void A_world_of_some_thousands_has_each_kind_of_them()
    {
        using var made = new MadeWorld(new() { Seed = 20261118, Residents = 6000 });
        using var world = made.Open();
        var register = world.Register(TheirCity);
        var december = Any with { IssuedFrom = new DateOnly(2015, 12, 2) };

        Assert.InRange(register.Count(new() { JukiCard = december, Certificate = false }), 3, 30);
        Assert.InRange(register.Count(new() { JukiCard = Any with { IssuedTo = new DateOnly(2015, 12, 1) }, Certificate = false }), 1, 30);
        Assert.InRange(register.Count(new() { JukiCard = Any with { Returned = true }, Certificate = false }), 1, 15);
        Assert.InRange(register.Count(new() { JukiCard = Any, Certificate = true }), 1, 15);
    }
}
