using KioskSim.Domain.Values;
using KioskSim.World.Chance;

namespace KioskSim.World.Places;

/// <summary>One of the invented prefecture's cities.</summary>
public sealed class City
{
    readonly Town[] _towns;

    internal City(MunicipalityCode code, string name, int share, Town[] towns) => (Code, Name, Share, _towns) = (code, name, share, towns);

    public MunicipalityCode Code { get; }

    public string Name { get; }

    /// <summary>Its part of the prefecture's people, in percent.</summary>
    public int Share { get; }

    internal string Prefix => Prefecture.Name + Name;

    internal Spot AnySpot(Dice dice) => dice.Pick(_towns).AnySpot(dice);
}
