namespace KioskSim.LineFaults;

/// <summary>The faults that somebody chose for a run.</summary>
/// <param name="Seed">Another seed, another order for the same faults to strike.</param>
public sealed record LineFaultChoice(IReadOnlyList<LineFault> Faults, ulong Seed)
{
    public static readonly LineFaultChoice None = new([], 0);
}
