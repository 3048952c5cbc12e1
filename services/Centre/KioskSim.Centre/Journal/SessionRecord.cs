using KioskSim.Domain.Values;

namespace KioskSim.Centre.Journal;

/// <summary>Where a session stands. <see cref="Paid"/> ends in <see cref="Delivered"/> or <see cref="Refunded"/>, exactly once.</summary>
public enum SessionState
{
    Begun = 1,
    Prepared = 2,
    Issued = 3,
    Paid = 4,
    Released = 5,
    Delivered = 6,
    Refunded = 7,
    Cancelled = 8,
}

/// <summary>
/// One line of the journal: session, kiosk, municipality, kind, times, amounts, outcome. All that the centre ever keeps (002-09).
/// </summary>
/// <remarks>Times are milliseconds since 1970, amounts yen; null until known.</remarks>
public sealed record SessionRecord
{
    public required string Session { get; init; }

    public required string Kiosk { get; init; }

    public required SessionState State { get; init; }

    public string? Municipality { get; init; }

    public int? Kind { get; init; }

    public CertificateKind? KindOfCertificate => (CertificateKind?)Kind;

    public long BegunAt { get; init; }

    public long? PreparedAt { get; init; }

    public int? YenDue { get; init; }

    public int? Sheets { get; init; }

    public long? IssuedAt { get; init; }

    public long? PaidAt { get; init; }

    public string? Receipt { get; init; }

    public long? ReleasedAt { get; init; }

    public long? SettledAt { get; init; }

    public int CopiesDelivered { get; init; }

    public int YenKept { get; init; }

    public int YenReturned { get; init; }

    /// <summary>When the city has acknowledged how it ended.</summary>
    public long? CityToldAt { get; init; }

    public long? ClerkRefundedAt { get; init; }

    /// <summary>Sheets that nobody took, in the kiosk's locked box; null: none.</summary>
    public int? SheetsWithdrawn { get; init; }

    public bool IsOver => State >= SessionState.Delivered;
}
