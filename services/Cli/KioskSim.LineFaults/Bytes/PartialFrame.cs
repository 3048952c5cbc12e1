namespace KioskSim.LineFaults.Bytes;

/// <summary>Some bytes of a piece are passed on, as many as the dice have it, and then the connection breaks: a message is left that never ends.</summary>
static class PartialFrame
{
    public static readonly LineFaultKind Kind = new(
        "partial-frame",
        "電文の途中までが届いたところで、接続が切れます。",
        "A piece of what was written arrives, and then the connection breaks.",
        Struck.Bytes, FaultAmount.None, UsualRate: 0.01)
    {
        OnPiece = (_, share, bytes) => new PieceFate(TimeSpan.Zero, (int)(share * bytes), Breaks: true),
    };
}
