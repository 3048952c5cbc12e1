using KioskSim.Cluster;

namespace KioskSim.Simulation.Runs;

/// <summary>A run, and what goes wrong in it. Everything follows from these.</summary>
public sealed record SimulationOptions
{
    /// <summary>When the service's day begins.</summary>
    public static readonly DateTimeOffset Opening = new(DateOnly.FromDateTime(ClusterOptions.UsualTime.Date), new TimeOnly(6, 30), ClusterOptions.UsualTime.Offset);

    public required ulong Seed { get; init; }

    /// <summary>In place of a day: a small rush, in which people at several kiosks confirm at one moment; days do not have one often.</summary>
    public bool IsRush { get; init; }

    /// <summary>From 6:30 on; the service's day has 16.5.</summary>
    public double Hours { get; init; } = 16.5;

    /// <summary>Certificates that are wanted in a whole day: a city's 500 (000-83).</summary>
    public double ADay { get; init; } = 500;

    public int Kiosks { get; init; } = 8;

    public int Cities { get; init; } = 1;

    public int Residents { get; init; } = 2000;

    /// <summary>How many of them come, again and again.</summary>
    public int People { get; init; } = 200;

    public Trouble Trouble { get; init; } = Trouble.None;
}
