using KioskSim.Domain.Errors;

namespace KioskSim.City.Faults;

/// <summary>A fault that somebody chose. There is none unless it is named.</summary>
/// <param name="Name">As <see cref="FaultKind.All"/> has it.</param>
/// <param name="Seed">Another seed, another order for the same defect to strike.</param>
public sealed record FaultChoice(string Name, ulong Seed = 1)
{
    /// <summary>How often it strikes, 0 to 1; null: as often as is usual for it (<see cref="FaultKind.UsualRate"/>).</summary>
    public double? Rate { get; init; }

    /// <summary>Kiosks believe what they get (step 10 is left out): what comes of the fault then comes out of the printer.</summary>
    public bool GuardOff { get; init; }

    /// <exception cref="ConfigurationException">There is no such fault, or the rate is none.</exception>
    public FaultKind Kind => Rate is < 0 or > 1 or double.NaN
        ? throw new ConfigurationException("How often a fault strikes is a number from 0 to 1.")
        : FaultKind.Named(Name);
}
