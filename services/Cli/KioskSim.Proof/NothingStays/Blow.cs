using KioskSim.Domain.Flow;
using KioskSim.Hosting.Faults;

namespace KioskSim.Proof.NothingStays;

/// <summary>What happens to a kiosk in the middle of a session.</summary>
public enum Blow
{
    /// <summary>SIGKILL, as in a power cut.</summary>
    Killed,

    /// <summary>SIGSEGV: it dies of itself, and the system may write a dump.</summary>
    Crashed,

    /// <summary>It stands still for a while and goes on.</summary>
    Stopped,

    /// <summary>The centre is gone, and with it the store line.</summary>
    LineLost,

    /// <summary>It stands still, and meanwhile the card is pulled.</summary>
    CardPulled,

    /// <summary>It stands still, and meanwhile every connection to coin slot, printer and tray breaks.</summary>
    DevicesLost,
}

/// <summary>
/// Places of steps 1 to 15 at which a kiosk can be struck: each hop that it sends, the two behind the centre that it waits for, and what the
/// citizen does.
/// </summary>
public static class Places
{
    static readonly (int Step, string From, string Message)[] Hops =
    [
        (1, Party.Citizen, "Choose"),
        (2, Party.Kiosk, "ReadCertificate"),
        (2, Party.Kiosk, "TriesLeft"),
        (2, Party.Citizen, "PressKey"),
        (2, Party.Kiosk, "VerifyPin"),
        (3, Party.Kiosk, "Begin"),
        (4, Party.Kiosk, "Sign"),
        (5, Party.Kiosk, "Apply"),
        (6, Party.Centre, "Check"),
        (7, Party.Centre, "Prepare"),
        (8, Party.Citizen, "Confirm"),
        (8, Party.Citizen, "TakeCard"),
        (9, Party.Kiosk, "Issue"),
        (10, Party.Kiosk, "OpenAndCheck"),
        (10, Party.Kiosk, "GetPrinterAttributes"),
        (11, Party.Citizen, "InsertMoney"),
        (11, Party.Kiosk, "Hold"),
        (12, Party.Kiosk, "Release"),
        (13, Party.Kiosk, "PrintJob"),
        (14, Party.Kiosk, "Close"),
        (14, Party.Kiosk, "Settle"),
        (14, Party.Kiosk, "Forget"),
        (15, Party.Citizen, "TakePaper"),
        (15, Party.Kiosk, "Erase"),
    ];

    /// <summary>In the order of the flow.</summary>
    public static IReadOnlyList<CrashPoint.Place> All { get; } =
        [.. from hop in Hops from after in (bool[])[false, true] select new CrashPoint.Place(hop.Step, hop.From, hop.Message, after)];
}
