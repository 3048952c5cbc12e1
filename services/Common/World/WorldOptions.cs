using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.World.Places;

namespace KioskSim.World;

/// <summary>What world to make. Equal options make equal files, byte for byte.</summary>
public sealed record WorldOptions
{
    public const int Fewest = 100;
    public const int Most = 2_000_000;

    /// <summary>Any number; another seed, another world.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Residents of all cities together; those who died or moved out come on top.</summary>
    public required int Residents { get; init; }

    /// <summary>The day the registers tell the state of: ages, validity and moves are seen from here.</summary>
    public DateOnly AsOf { get; init; } = new(2026, 11, 18);

    /// <summary>Which of the prefecture's cities; they share the residents as they share the prefecture's.</summary>
    public ImmutableArray<MunicipalityCode> Cities { get; init; } = [.. Prefecture.Cities.Select(c => c.Code)];

    /// <summary>Replace a world that is there; otherwise a folder with something in it is refused.</summary>
    public bool Overwrite { get; init; }

    /// <exception cref="ArgumentException">Something is out of bounds; the message says what is allowed.</exception>
    internal void Check()
    {
        if (Residents is < Fewest or > Most)
            throw new ArgumentException($"A world has {Fewest:N0} to {Most:N0} residents; {Residents:N0} were asked for.");
        if (AsOf.Year is < 2020 or > 2060)
            throw new ArgumentException($"A world can be as of 2020 to 2060; {AsOf:yyyy-MM-dd} was asked for.");
        if (Cities.IsDefaultOrEmpty || Cities.Distinct().Count() != Cities.Length)
            throw new ArgumentException("A world has at least one city, and each once.");
        foreach (var city in Cities)
            Prefecture.City(city);
    }
}

/// <summary>How far the making has come.</summary>
/// <param name="City">The city being made; null when the last one is done.</param>
public sealed record WorldProgress(int Done, int Total, string? City);
