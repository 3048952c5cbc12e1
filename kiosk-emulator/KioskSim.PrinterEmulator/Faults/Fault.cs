using KioskSim.Ipp;

namespace KioskSim.PrinterEmulator.Faults;

/// <summary>What goes wrong with a real printer. Names in scripts are the same with hyphens: <c>tray-empty</c>.</summary>
public enum FaultKind
{
    /// <summary>Paper is stuck. The printer stops.</summary>
    Jam = 1,

    /// <summary>The printer stops until paper is put in.</summary>
    TrayEmpty,

    /// <summary>Says so and goes on.</summary>
    TonerLow,

    /// <summary>The printer stops until there is a new cartridge.</summary>
    TonerEmpty,

    /// <summary>Connections are lost, jobs and their documents are gone; the count of sheets and what lies in the tray are not.</summary>
    PowerOff,

    /// <summary>New jobs are refused; what has begun goes on.</summary>
    RefuseJobs,

    /// <summary>Answers that are no IPP.</summary>
    Garbage,

    /// <summary>Every sheet takes its time.</summary>
    Slow,
}

/// <summary>One line of a script: a fault and when it comes. It lasts until a hand clears it.</summary>
/// <param name="BeforeSheet">Comes before the sheet of this number, counted over the printer's life; null: at once.</param>
/// <param name="For">Clears by itself after so long; null: a hand does.</param>
/// <param name="Times">Of <see cref="FaultKind.RefuseJobs"/> and <see cref="FaultKind.Garbage"/>: so many jobs or answers; null: until cleared.</param>
/// <param name="SheetTime">Of <see cref="FaultKind.Slow"/>.</param>
public sealed record Fault(FaultKind Kind, int? BeforeSheet = null, TimeSpan? For = null, int? Times = null, TimeSpan SheetTime = default);

static class FaultKinds
{
    /// <summary>Whether no sheet comes out while it lasts.</summary>
    public static bool Stops(this FaultKind kind) => kind is FaultKind.Jam or FaultKind.TrayEmpty or FaultKind.TonerEmpty or FaultKind.PowerOff;

    /// <summary>Keywords of RFC 8011 section 5.4.12; none where the printer does not know that something is wrong.</summary>
    public static string[] StateReasons(this FaultKind kind) => kind switch
    {
        FaultKind.Jam => ["media-jam-error"],
        FaultKind.TrayEmpty => ["media-empty-error", "media-needed-error"],
        FaultKind.TonerLow => ["toner-low-warning"],
        FaultKind.TonerEmpty => ["toner-empty-error"],
        _ => [],
    };

    /// <summary>What a job that waits for a hand says (RFC 8011 section 5.3.8).</summary>
    public static string[] JobReasons(IppJobState state) => state switch
    {
        IppJobState.Processing => ["job-printing"],
        IppJobState.ProcessingStopped => ["printer-stopped"],
        IppJobState.Canceled => ["job-canceled-by-user"],
        IppJobState.Aborted => ["aborted-by-system"],
        IppJobState.Completed => ["job-completed-successfully"],
        _ => ["none"],
    };
}
