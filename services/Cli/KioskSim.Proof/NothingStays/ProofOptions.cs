using KioskSim.Hosting.Faults;

namespace KioskSim.Proof.NothingStays;

/// <summary>What is to be proven, and how hard.</summary>
public sealed record ProofOptions
{
    /// <summary>Another number, other keys and other people.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many certificates are issued after the visits that are looked at one by one.</summary>
    public int Issues { get; init; } = 5;

    /// <summary>After how many of them everything is searched again.</summary>
    public int Every { get; init; } = 5;

    /// <summary>The kiosk runs in strict mode.</summary>
    public bool Strict { get; init; }

    /// <summary>Whose process the kiosk is; null: of who runs this.</summary>
    public string? User { get; init; }

    /// <summary>A fault: a kiosk that keeps copies. The proof must fail.</summary>
    public KeptPlace? KeptCopies { get; init; }

    /// <summary>Logs, traces and measurements at their finest are written and searched; in long runs they would be gigabytes.</summary>
    public bool TellsAll { get; init; } = true;

    /// <summary>Memory that the C library gets back is overwritten, as in strict mode.</summary>
    public bool OverwritesFreedMemory { get; init; } = true;

    /// <summary>The kiosk's <c>kiosk.json</c>, where it is to be other than usual.</summary>
    public string? KioskSettings { get; init; }

    /// <summary>Time of the machine.</summary>
    public required TimeProvider WallClock { get; init; }
}
