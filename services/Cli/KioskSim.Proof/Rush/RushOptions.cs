using KioskSim.City.Faults;

namespace KioskSim.Proof.Rush;

/// <summary>A rush at several kiosks at once, and what is wrong in it.</summary>
public sealed record RushOptions
{
    /// <summary>A world with people for every kind of certificate: some 600 residents of <see cref="RushHour.City"/>.</summary>
    public required string World { get; init; }

    public required TimeProvider WallClock { get; init; }

    /// <summary>Another seed, other people in another order.</summary>
    public ulong Seed { get; init; } = 1;

    public int Kiosks { get; init; } = 4;

    /// <summary>How often so many people come at once.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Null: everything is right.</summary>
    public FaultChoice? Fault { get; init; }
}
