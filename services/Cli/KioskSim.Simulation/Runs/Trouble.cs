using KioskSim.City.Faults;
using KioskSim.LineFaults;

namespace KioskSim.Simulation.Runs;

/// <summary>What goes wrong.</summary>
public sealed record Trouble
{
    public static readonly Trouble None = new();

    /// <summary>A fault in the issuance servers; null: none.</summary>
    public FaultChoice? Fault { get; init; }

    /// <summary>Of a thousand calls on closed lines, how many go astray.</summary>
    public int Mishaps { get; init; }

    /// <summary>How often a service is stopped and started again.</summary>
    public int Stops { get; init; }

    /// <summary>Faults of lines and machines.</summary>
    public LineFaultChoice LineFaults { get; init; } = LineFaultChoice.None;

    /// <summary>How often a printer stops, or its power fails, for a while.</summary>
    public int Jams { get; init; }
}
