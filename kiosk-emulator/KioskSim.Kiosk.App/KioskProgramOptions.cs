namespace KioskSim.Kiosk.App;

/// <summary><c>kiosk.json</c>: of the kiosks, and of the program that they run in.</summary>
public sealed record KioskProgramOptions : KioskOptions
{
    /// <summary>Whether the kernel keeps the program from writing anywhere and from being dumped (docs/strict-mode.md). It then locks its memory or does not start.</summary>
    public bool Strict { get; init; }
}
