namespace KioskSim.Kiosk.Printing;

/// <summary>How a print job stands, by the printer's own counts.</summary>
/// <param name="IsOver">No more sheets will come out of this job.</param>
/// <param name="IsStopped">The printer waits for a hand: jam, empty tray, toner.</param>
/// <param name="SheetsOut">Sheets of paper in the out-tray so far, over all copies.</param>
public sealed record PrintProgress(bool IsOver, bool IsStopped, int SheetsOut);

/// <summary>How a printer stands.</summary>
/// <param name="CanPrint">It takes jobs, and nothing that it says of itself keeps sheets from coming out.</param>
/// <param name="SheetsEver">Every sheet it ever put out; null: it does not count.</param>
public sealed record PrinterCondition(bool CanPrint, int? SheetsEver);

/// <summary>The printer on the kiosk's cable. It keeps its own counts, so that a kiosk that dies can ask what came out.</summary>
public interface IPrinter
{
    /// <summary>Asked before money is: a printer that is stopped, out of paper or refuses jobs says so.</summary>
    /// <exception cref="PrinterException">Out of reach.</exception>
    PrinterCondition Look();

    /// <summary>Hands over a document, both sides, A4. Returns when the printer has it whole.</summary>
    /// <param name="name">The job's name: the session id, nothing about the person.</param>
    /// <param name="pdf">Read from where it lies; no copy is made on the way to the wire.</param>
    /// <param name="copies">At least 1.</param>
    /// <exception cref="PrinterException">Refused or out of reach.</exception>
    PrintJobId Print(string name, ReadOnlySpan<byte> pdf, int copies);

    /// <returns>Null: the printer knows of no such job. It has lost it with its power.</returns>
    /// <exception cref="PrinterException">Out of reach.</exception>
    PrintProgress? Progress(PrintJobId job);

    /// <summary>Stops a job. What is out is out.</summary>
    /// <exception cref="PrinterException">Out of reach.</exception>
    void Cancel(PrintJobId job);

    /// <summary>The job of a session, if the printer ever got it.</summary>
    /// <exception cref="PrinterException">Out of reach.</exception>
    PrintJobId? Find(string name);
}

public readonly record struct PrintJobId(int Number);

/// <summary>The printer refused or could not be reached. Says which, never what was printed.</summary>
public sealed class PrinterException(string message, Exception? inner = null) : Exception(message, inner);
