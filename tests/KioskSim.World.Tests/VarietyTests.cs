using KioskSim.Registers;
using KioskSim.BaseRegisters;

namespace KioskSim.World.Tests;

/// <summary>A world of a thousand, of all cities or of one, has someone for every demonstration and every error.</summary>
public sealed class VarietyTests(SmallWorlds worlds)
{
    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Each_kind_of_difficult_name_occurs(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var names = world.People.Select(p => p.Name.Text).ToArray();
        foreach (var character in (string[])["𠮷", "髙", "﨑", "德", "葛\U000E0100"])
            Assert.Contains(names, n => n.Contains(character, StringComparison.Ordinal));
        var selectors = Enumerable.Range(0xE010F, 5).Select(char.ConvertFromUtf32).ToArray();
        Assert.Contains(names, n => selectors.Any(vs => n.Contains("邉" + vs, StringComparison.Ordinal)));
        Assert.Contains(names, n => n.Length is > NameTraits.LongFrom and <= PersonName.Longest);
        Assert.Contains(world.People, p => p.Name.Kana.Contains('\u3099'));
        Assert.Contains(world.People, p => p.Foreign?.Alias is not null);
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Each_state_of_a_resident_occurs(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.All(Enum.GetValues<ResidentStatus>(), status => Assert.Contains(world.People, p => p.Standing.Status == status));
        Assert.Contains(world.People, p => p.Protected);
        Assert.Contains(world.Households, h => h.Members.Length >= 9);
        Assert.Contains(world.Households, h => h.MoveAnnounced);
        Assert.Contains(world.People, p => p.Foreign?.Category == Article30_45.SpecialPermanentResident);
        Assert.Contains(world.Cities.SelectMany(c => c.Seals), s => s.CancelledOn is not null);
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Each_condition_of_a_card_occurs_with_an_adult_who_still_lives_there(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        var grown = new ResidentFilter { Status = ResidentStatus.Resident, BornTo = world.AsOf.AddYears(-15), Protected = false };
        var child = new ResidentFilter { Status = ResidentStatus.Resident, BornFrom = world.AsOf.AddYears(-15).AddDays(1) };

        using var folder = world.Open();
        Assert.All(Enum.GetValues<CardCondition>(), condition =>
            Assert.Contains(world.Cities, c => folder.CardHolders(c.Code, grown, condition, seed: 5).Any()));
        Assert.Contains(world.Cities, c => folder.CardHolders(c.Code, child, CardCondition.Usable, seed: 5).Any());
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Shares_are_near_their_targets_even_among_a_thousand(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        Assert.Equal(1000, world.Residents.Count());
        Assert.InRange(Share(world.People, p => NameTraits.Of(p) != NameTrait.None), 0.115, 0.135);
        Assert.InRange(Share(world.People, p => p.Foreign is not null), 0.024, 0.036);
        Assert.InRange(Share(world.Households.Where(h => h.Residents.Any()), h => h.Residents.Count() == 1), 0.27, 0.45);
    }

    internal static double Share<T>(IEnumerable<T> all, Func<T, bool> which)
    {
        var (some, count) = (0, 0);
        foreach (var one in all)
        {
            count++;
            some += which(one) ? 1 : 0;
        }

        return (double)some / count;
    }
}
