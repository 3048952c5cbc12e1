namespace KioskSim.Checkers.Evidence;

/// <summary>How a session or an issue ended.</summary>
public enum End
{
    /// <summary>Not yet.</summary>
    Open,

    Delivered,
    Refunded,
    Cancelled,
}

/// <summary>A line of the centre's journal.</summary>
/// <param name="Sheets">A copy; null: it did not come so far.</param>
public sealed record JournalLine(
    string Session, string Kiosk, string? City, End End, bool WasPaid, string? Receipt, int YenDue, int YenKept, int YenReturned, int CopiesDelivered, int? Sheets);

/// <summary>A line of a city's ledger of issues.</summary>
/// <param name="Number">発行番号; null: none was given.</param>
/// <param name="Sheets">A copy.</param>
public sealed record LedgerLine(
    string City, string Session, string Kiosk, End End, string? Number, int Kind, bool WasReleased, int Yen, int YenKept, int YenReturned, int CopiesDelivered,
    int Sheets);

/// <summary>An entry of a city's audit, field by field.</summary>
/// <param name="At">Milliseconds since 1970.</param>
public sealed record AuditLine(string City, long Number, long At, long Event, string? Session, long? Resident, string Reason, byte[] Previous, byte[] Hash);

/// <summary>What the devices of one kiosk have counted since they were set up, in yen and sheets.</summary>
public sealed record MachineBook(string Kiosk, int PutIn, int Box, int Taken, int ReturnTray, int Credit, int Held, int SheetsPrinted);
