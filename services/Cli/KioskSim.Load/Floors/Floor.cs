namespace KioskSim.Load.Floors;

/// <summary>What one certificate cannot cost less than: the bare operations that its way is made of, on this machine.</summary>
public sealed record Floor(IReadOnlyList<FloorRow> Rows)
{
    public double Milliseconds => Rows.Sum(r => r.Times * r.Microseconds) / 1000;
}

/// <param name="Microseconds">For one, with nothing around it.</param>
/// <param name="Times">For one certificate.</param>
public sealed record FloorRow(string Operation, double Microseconds, int Times);
