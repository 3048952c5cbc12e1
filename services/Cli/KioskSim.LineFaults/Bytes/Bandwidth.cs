namespace KioskSim.LineFaults.Bytes;

/// <summary>A connection passes so many bytes a second and no more.</summary>
static class Bandwidth
{
    public static readonly LineFaultKind Kind = new(
        "bandwidth",
        "線が細く、電文が少しずつしか進みません。",
        "A line is thin: what is written to it takes its time.",
        Struck.Bytes, FaultAmount.OfBytesPerSecond(64_000), UsualRate: 1)
    {
        OnPiece = (amount, share, bytes) => new PieceFate(TimeSpan.FromSeconds(bytes / amount.At(share)), bytes, Breaks: false),
    };
}
