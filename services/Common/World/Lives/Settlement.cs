using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Lives;

/// <summary>
/// When each member came to the address and to the city, and from where. A rooted family was born here; any other household moved in on
/// one day; whoever was born or joined later has a day of their own.
/// </summary>
static class Settlement
{
    /// <summary>Before this day foreign residents were not on the residents' register.</summary>
    static readonly DateOnly ForeignersJoinRegister = new(2012, 7, 9);

    /// <summary>Nobody came from an apartment house with a fancy name before these were built.</summary>
    static readonly DateOnly FirstFlats = new(1972, 1, 1);

    public static void Settle(Scene scene)
    {
        var moved = MovingDay(scene);
        Dictionary<DateOnly, Origin> origins = []; // who came on one day came together

        foreach (var person in scene.Members)
        {
            var since = scene.Rooted ? person.Birth : Later(person.Birth, moved);
            if (person.Joined is { } joined)
                since = Later(since, joined);

            person.AddressSince = person.ResidentSince = since;
            if (since != person.Birth)
            {
                if (!origins.TryGetValue(since, out var origin))
                    origins.Add(since, origin = DrawOrigin(scene, since));
                person.PreviousAddress = origin.Address;
                person.ResidentSince = Later(person.Birth, origin.InCitySince);
            }

            if (person.Foreign is { } foreign)
                FitForeigner(person, foreign, scene.Dice);
        }
    }

    // Recent days are likelier; a third of all moves fall into the weeks around the first of April.
    static DateOnly MovingDay(Scene scene)
    {
        var dice = scene.Dice;
        var grownUp = scene.Members[0].Birth.AddYears(18);
        var longest = Math.Min(scene.AsOf.DayNumber - grownUp.DayNumber, scene.LongestStay * 365);
        long part = dice.Below(1000);
        var day = scene.AsOf.AddDays(-(int)(longest * part * part / 1_000_000));
        if (!dice.Chance(330))
            return day;
        var season = new DateOnly(day.Year, 3, 20).AddDays(dice.Below(25));
        return season <= scene.AsOf && season >= grownUp ? season : day;
    }

    // Four in ten moved within the city, where they had lived for up to fifteen years.
    static Origin DrawOrigin(Scene scene, DateOnly moved)
    {
        var (atlas, dice) = (scene.Lists.Atlas, scene.Dice);
        var flat = moved < FirstFlats || scene.Members.Count > 4 ? 0 : 500;
        return dice.Chance(400)
            ? new(moved.AddDays(-dice.Between(90, 15 * 365)), atlas.Home(scene.City, flat, dice).Text)
            : new(moved, atlas.Outside(scene.City, flat, dice));
    }

    static void FitForeigner(Draft person, ForeignResident foreign, Dice dice)
    {
        var fromOutside = person.PreviousAddress is not null && person.ResidentSince == person.AddressSince;
        if (person.AddressSince < ForeignersJoinRegister)
            (person.AddressSince, person.PreviousAddress) = (ForeignersJoinRegister, null);
        else if (fromOutside && foreign.Category != Article30_45.SpecialPermanentResident && dice.Chance(500))
            person.PreviousAddress = foreign.Nationality;
        person.ResidentSince = Later(person.ResidentSince, ForeignersJoinRegister);
    }

    sealed record Origin(DateOnly InCitySince, string Address);
}
