namespace KioskSim.LineFaults.Bytes;

/// <summary>A connection breaks before a piece is passed on.</summary>
static class Reset
{
    public static readonly LineFaultKind Kind = new(
        "reset",
        "通信の途中で、接続が突然切れます。",
        "A connection breaks.",
        Struck.Bytes, FaultAmount.None, UsualRate: 0.01)
    {
        OnPiece = (_, _, _) => new PieceFate(TimeSpan.Zero, Passed: 0, Breaks: true),
    };
}
