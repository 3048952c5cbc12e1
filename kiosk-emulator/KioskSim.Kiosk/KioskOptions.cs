using KioskSim.Domain.Time;

namespace KioskSim.Kiosk;

/// <summary>Which card reader a kiosk has and how patient it is. The real service's patience is not public; these figures are ours.</summary>
public record KioskOptions
{
    /// <summary><c>pcsc:</c> and the name of a PC/SC reader; null: the slot that the program comes with.</summary>
    public string? Reader { get; init; }

    /// <summary><c>ipp://host:port/path</c> or <c>ipps://…</c>; null: the printer that is inside the machine.</summary>
    public string? Printer { get; init; }

    /// <summary>SHA-256 of that printer's certificate in hexadecimal; with <c>ipps</c>, and only there.</summary>
    public string? PrinterCertificate { get; init; }

    /// <summary>How long a screen waits for a touch or a card.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan PaymentPatience { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>After how long the warning of a card or paper left behind is spoken, and spoken again (000-38, 002-12).</summary>
    public TimeSpan WarnAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often it warns, rising in thirds, before forgotten paper goes into the locked box and a kiosk with a forgotten card is out of service.
    /// </summary>
    public int Warnings { get; init; } = 6;

    /// <summary>How long a stopped printer may wait for a hand before the job is called off and the fee goes back.</summary>
    public TimeSpan JamPatience { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan PrinterPoll { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a printer that is no part of the machine is asked what lies in its tray.</summary>
    public TimeSpan TrayPoll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the last screen stays.</summary>
    public TimeSpan LastScreen { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait before the centre is told again what it has not acknowledged.</summary>
    public TimeSpan SettleRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the centre may take to answer; it asks others in turn.</summary>
    public TimeSpan CentrePatience { get; init => field = TimeLimit.Checked(value); } = TimeSpan.FromSeconds(20);

    /// <summary>How long the coin slot and the tray may take.</summary>
    public TimeSpan WirePatience { get; init => field = TimeLimit.Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>How long the printer may take to answer a request.</summary>
    public TimeSpan PrinterPatience { get; init => field = TimeLimit.Checked(value); } = TimeSpan.FromSeconds(5);

    /// <summary>How long the list of cities and kinds may be used without asking again.</summary>
    public TimeSpan CatalogueAge { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Refuse to run where session memory cannot be locked.</summary>
    public bool MustLockMemory { get; init; }
}
