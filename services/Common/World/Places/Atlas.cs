using KioskSim.Domain.Values;
using KioskSim.World.Chance;

namespace KioskSim.World.Places;

/// <summary>Where someone lives: the spot, and the flat if it is in an apartment house.</summary>
sealed record Home(City City, Spot Spot, string? Flat)
{
    public string Text => Flat is null ? City.Prefix + Spot.Residence : $"{City.Prefix}{Spot.Residence}\u3000{Flat}";
}

/// <summary>A registered domicile's place, and the city that keeps the register if it is one of the five.</summary>
sealed record DomicilePlace(string Text, MunicipalityCode? Municipality);

/// <summary>Finds places: homes in a city, addresses people come from, registered domiciles.</summary>
sealed class Atlas
{
    readonly string[] _near, _far, _fronts, _backs;
    readonly Town[] _towns;

    public Atlas()
    {
        var elsewhere = DataFile.Read("elsewhere").ToDictionary(s => s.Heading[0], s => s.Rows);
        _near = [.. elsewhere["near"].Select(r => r[0])];
        _far = [.. elsewhere["far"].Select(r => r[0])];
        _towns = [.. elsewhere["towns"].Select(Town.Parse)];

        var buildings = DataFile.Read("buildings").ToDictionary(s => s.Heading[0], s => s.Rows);
        _fronts = [.. buildings["front"].Select(r => r[0])];
        _backs = [.. buildings["back"].Select(r => r[0])];
    }

    /// <param name="flatPerMille">How likely it is a flat.</param>
    public Home Home(City city, int flatPerMille, Dice dice) =>
        new(city, city.AnySpot(dice), dice.Chance(flatPerMille) ? Flat(dice) : null);

    /// <summary>An address outside the city: in another of the five, in the prefecture's other places, or far away.</summary>
    /// <param name="flatPerMille">How likely it is a flat.</param>
    public string Outside(City city, int flatPerMille, Dice dice)
    {
        var flat = dice.Chance(flatPerMille) ? "\u3000" + Flat(dice) : "";
        return dice.Below(10) switch
        {
            < 3 => Other(city, dice) is var other ? other.Prefix + other.AnySpot(dice).Residence : "",
            < 5 => dice.Pick(_near) + dice.Pick(_towns).AnySpot(dice).Residence,
            _ => dice.Pick(_far) + dice.Pick(_towns).AnySpot(dice).Residence,
        } + flat;
    }

    /// <summary>A municipality with its prefecture, where somebody was born or died: six in ten in the city.</summary>
    public string Municipality(City city, Dice dice) => dice.Below(10) switch
    {
        < 6 => city.Prefix,
        < 8 => Other(city, dice).Prefix,
        < 9 => dice.Pick(_near),
        _ => dice.Pick(_far),
    };

    /// <summary>People keep the register where they married or the family comes from: more often elsewhere than where they live.</summary>
    public DomicilePlace Domicile(City city, Dice dice)
    {
        switch (dice.Below(10))
        {
            case < 4:
                return new(city.Prefix + city.AnySpot(dice).Domicile, city.Code);
            case < 6:
                var other = Other(city, dice);
                return new(other.Prefix + other.AnySpot(dice).Domicile, other.Code);
            case < 7:
                return new(dice.Pick(_near) + dice.Pick(_towns).AnySpot(dice).Domicile, null);
            default:
                return new(dice.Pick(_far) + dice.Pick(_towns).AnySpot(dice).Domicile, null);
        }
    }

    /// <summary>The register kept where the family lives.</summary>
    public static DomicilePlace DomicileAt(Home home) => new(home.City.Prefix + home.Spot.Domicile, home.City.Code);

    static City Other(City city, Dice dice)
    {
        var at = dice.Below(Prefecture.Cities.Length - 1);
        return Prefecture.Cities.Where(c => c != city).ElementAt(at);
    }

    string Flat(Dice dice) => $"{dice.Pick(_fronts)}{dice.Pick(_backs)}{dice.Between(1, 5)}0{dice.Between(1, 8)}号";
}
