using KioskSim.Registers;

namespace KioskSim.World.Tests;

/// <summary>Dates, nationalities and standings that agree with each other.</summary>
public sealed class LifeTests(SmallWorlds worlds)
{
    static readonly DateOnly ForeignersJoinRegister = new(2012, 7, 9);

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void A_life_runs_forward_from_birth_to_the_worlds_day(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.People, person =>
        {
            DateOnly[] days = [person.BirthDate, person.ResidentSince, person.AddressSince, world.AsOf];
            Assert.Equal(days.Order(), days);
            Assert.InRange(person.AgeOn(world.AsOf), 0, 105);
        });
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Only_who_was_born_there_or_entered_the_register_there_has_no_address_before(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.People, person => Assert.Equal(
            person.AddressSince == person.BirthDate || (person.Foreign is not null && person.AddressSince == ForeignersJoinRegister),
            person.PreviousAddress is null));
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Who_came_from_outside_is_a_resident_from_that_day_and_who_moved_within_from_an_earlier_one(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        foreach (var made in world.Cities)
        {
            var here = Places.Prefecture.Name + Places.Prefecture.City(made.Code).Name;
            Assert.All(made.People.Where(p => p.PreviousAddress is not null && p.Foreign is null), person =>
            {
                var movedWithin = person.PreviousAddress!.StartsWith(here, StringComparison.Ordinal);
                Assert.Equal(movedWithin, person.ResidentSince < person.AddressSince);
            });
            Assert.All(made.Households, h => Assert.StartsWith(here, h.Address, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Nationals_have_a_register_and_foreign_residents_a_status_or_special_permanence(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.People, person => Assert.NotEqual(person.Domicile is null, person.Foreign is null));
        Assert.All(world.People.Where(p => p.Foreign is not null), person =>
        {
            var foreign = person.Foreign!;
            Assert.Equal(foreign.Category == Article30_45.SpecialPermanentResident, foreign.Status is null);
            Assert.Equal(foreign.Period is null, foreign.ExpiresOn is null);
            Assert.Matches("^[A-Z]{2}[0-9]{8}[A-Z]{2}$", foreign.CardNumber);
            Assert.True(foreign.ExpiresOn is null || foreign.ExpiresOn > world.AsOf);
            Assert.True(person.ResidentSince >= ForeignersJoinRegister);
        });
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Standings_have_their_day_and_moves_their_destination(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(world.People, person =>
        {
            var (status, on, destination) = (person.Standing.Status, person.Standing.On, person.Standing.Destination);
            Assert.Equal(status is ResidentStatus.MovedOut or ResidentStatus.MoveAnnounced, destination is not null);
            switch (status)
            {
                case ResidentStatus.Resident:
                    Assert.Null(on);
                    break;
                case ResidentStatus.MoveAnnounced:
                    Assert.True(on > world.AsOf);
                    break;
                default:
                    Assert.True(on > person.AddressSince && on < world.AsOf);
                    break;
            }
        });
    }
}
