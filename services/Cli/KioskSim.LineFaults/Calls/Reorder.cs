namespace KioskSim.LineFaults.Calls;

/// <summary>A call is held until the next one over the same line is under way; where none comes, it goes after so long.</summary>
static class Reorder
{
    public static readonly LineFaultKind Kind = new(
        "reorder",
        "先に出た電文が、後から出た電文に追い越されます。",
        "A call is overtaken by the one behind it.",
        Struck.Call, FaultAmount.Of(TimeSpan.FromSeconds(1)), UsualRate: 0.1)
    {
        OnCalls = (fault, clock) => new Overtaken(fault, clock),
    };
}
