namespace KioskSim.LineFaults.Calls;

/// <summary>A call is made twice at once, as by a line that does not know whether it has delivered; the second answer is thrown away.</summary>
static class Duplicate
{
    public static readonly LineFaultKind Kind = new(
        "duplicate",
        "同じ電文が二度届きます。二度目の応答は捨てられます。",
        "A call arrives twice; the second answer is thrown away.",
        Struck.Call, FaultAmount.None, UsualRate: 0.2)
    {
        OnCalls = (fault, _) => new Twice(fault),
    };
}
