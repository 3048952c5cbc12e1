using KioskSim.Domain.Values;
using KioskSim.World.Chance;

namespace KioskSim.World.Places;

/// <summary>One of the invented prefecture's cities.</summary>
public sealed class City
{
    readonly Town[] _towns;

    internal City(MunicipalityCode code, string name, int share, bool jukiCards, Town[] towns) =>
        (Code, Name, Share, JukiCards, _towns) = (code, name, share, jukiCards, towns);

    public MunicipalityCode Code { get; }

    public string Name { get; }

    /// <summary>Its part of the prefecture's people, in percent.</summary>
    public int Share { get; }

    /// <summary>Whether the city has put an application for certificates on its 住基カード (001-41).</summary>
    public bool JukiCards { get; }

    internal string Prefix => Prefecture.Name + Name;

    internal Spot AnySpot(Dice dice) => dice.Pick(_towns).AnySpot(dice);
}
