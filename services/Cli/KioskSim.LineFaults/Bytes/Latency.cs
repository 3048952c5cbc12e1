namespace KioskSim.LineFaults.Bytes;

/// <summary>What is written to a line stays away for a while; what is behind it on the same connection waits for it.</summary>
static class Latency
{
    public static readonly LineFaultKind Kind = new(
        "latency",
        "線を通る電文が遅れて届きます。",
        "What goes over a line arrives late.",
        Struck.Bytes, FaultAmount.Of(TimeSpan.FromMilliseconds(200)), UsualRate: 0.1)
    {
        OnPiece = (amount, share, bytes) => new PieceFate(amount.TimeAt(share), bytes, Breaks: false),
    };
}
