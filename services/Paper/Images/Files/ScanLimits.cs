namespace KioskSim.Paper.Images.Files;

/// <summary>How much a stranger's file may cost. What a file declares is held against these before anything is allocated for it.</summary>
public sealed record ScanLimits
{
    /// <summary>For what anybody sends to the inquiry site.</summary>
    public static ScanLimits Upload { get; } = new();

    /// <summary>For somebody's own files on somebody's own machine: A4 at 1200 dpi.</summary>
    public static ScanLimits Desk { get; } = new()
    {
        FileBytes = 200_000_000,
        PagePixels = 9_921 * 14_032,
        Pages = 100,
        DecodedBytes = 1_000_000_000,
        Steps = 10_000_000_000,
    };

    /// <summary>Bytes of the file.</summary>
    public int FileBytes { get; init; } = 20_000_000;

    /// <summary>Dots of one picture; A4 at 600 dpi has 35 million.</summary>
    public int PagePixels { get; init; } = 60_000_000;

    public int Pages { get; init; } = 10;

    /// <summary>Bytes of all pictures and of everything inflated on the way to them, in the whole file.</summary>
    public long DecodedBytes { get; init; } = 256_000_000;

    /// <summary>
    /// Dots walked over, each pass counted: a file of a few kilobytes can ask for hundreds of passes over a large picture. About a
    /// second's worth.
    /// </summary>
    public long Steps { get; init; } = 600_000_000;
}
