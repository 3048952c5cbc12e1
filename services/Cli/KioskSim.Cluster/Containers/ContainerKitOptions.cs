using KioskSim.Domain.Randomness;

namespace KioskSim.Cluster.Containers;

/// <summary>Of which world, how large, and at what hour.</summary>
public sealed record ContainerKitOptions
{
    /// <summary>A world that `kiosksim seed` made.</summary>
    public required string World { get; init; }

    /// <summary>Configuration files of the cities; the examples that come with KioskSim, unless others are named.</summary>
    public string Cities { get; init; } = ClusterOptions.ExampleCities;

    /// <summary>The hour in the simulation when the kit is made; it goes on from there as real time does.</summary>
    public DateTimeOffset Start { get; init; } = ClusterOptions.UsualTime;

    public required TimeProvider WallClock { get; init; }

    public int Kiosks { get; init; } = 1;

    /// <summary>How many people of each kind that `kiosksim residents` knows have their cards with them, in each city.</summary>
    public int People { get; init; } = 2;

    public Entropy Entropy { get; init; } = Entropy.Secure;
}
