using KioskSim.Domain.Values;

namespace KioskSim.City.Municipalities;

/// <summary>A kind of certificate as one city offers it (000-21, 002-02).</summary>
/// <param name="Name">As the city calls it: 市・都民税課税証明書 here, 市県民税課税証明書 there.</param>
/// <param name="Options">What an applicant may choose (000-22).</param>
/// <param name="Hours">At the stores' kiosks.</param>
public sealed record Offer(
    CertificateKind Kind, string Name, string NameEnglish, FeeTable Fees, int MostCopies, CertificateOptions Options, WeeklyHours Hours)
{
    /// <param name="terminal">Null: at a store's kiosk; likewise below.</param>
    public WeeklyHours HoursAt(OwnTerminal? terminal) => terminal?.Hours ?? Hours;

    /// <summary>What a copy costs there (001-42).</summary>
    public Yen FeeAt(OwnTerminal? terminal) => terminal is null ? Fees.Kiosk : Fees.Terminal;
}

/// <summary>What a copy costs, by channel (001-42).</summary>
/// <param name="Counter">窓口: for comparison only, nothing is issued there by this server.</param>
/// <param name="Kiosk">At a store's kiosk.</param>
/// <param name="Terminal">At a terminal of the city's own.</param>
public sealed record FeeTable(Yen Counter, Yen Kiosk, Yen Terminal);

/// <summary>行政サービス端末: a terminal that the city itself has put up, with hours of its own (001-40).</summary>
/// <param name="Name">Where it stands: 第一庁舎.</param>
public sealed record OwnTerminal(KioskId Kiosk, string Name, WeeklyHours Hours);

/// <summary>Whether a kind is issued now.</summary>
public enum Availability
{
    Open,

    /// <summary>Out of hours, or between the years (000-25, 000-26).</summary>
    Closed,

    /// <summary>Stopped for a while: maintenance (001-48), or a register's copy that is too old.</summary>
    Suspended,
}
