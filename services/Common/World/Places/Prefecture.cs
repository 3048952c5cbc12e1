using System.Collections.Immutable;
using KioskSim.Domain.Values;

namespace KioskSim.World.Places;

/// <summary>葦原県: a prefecture that does not exist, with five cities whose rules are those of the five documents, in their order.</summary>
public static class Prefecture
{
    public const string Name = "葦原県";

    public static ImmutableArray<City> Cities { get; } =
    [
        .. DataFile.Read("prefecture").Select(s => new City(
            new MunicipalityCode(s.Heading[0]), s.Heading[1], int.Parse(s.Heading[2]), s.Heading is [.., "juki"], [.. s.Rows.Select(Town.Parse)])),
    ];

    /// <exception cref="ArgumentException">Not one of the five.</exception>
    public static City City(MunicipalityCode code) => Cities.FirstOrDefault(c => c.Code == code)
        ?? throw new ArgumentException($"{Name} has no city {code}, but {string.Join(", ", Cities.Select(c => $"{c.Code} {c.Name}"))}.");
}
