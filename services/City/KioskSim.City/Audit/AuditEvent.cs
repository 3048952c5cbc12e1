namespace KioskSim.City.Audit;

/// <summary>What is recorded about the handling of personal data (docs/audit-events.md). Numbers are stable.</summary>
public enum AuditEvent
{
    /// <summary>A sealed individual number was opened to be printed (000-44).</summary>
    IndividualNumberOpened = 101,

    /// <summary>A certificate was made; written before it leaves the city.</summary>
    CertificateIssued = 201,

    /// <summary>Members of a household or a family register were named to a kiosk, by relationship and year of birth.</summary>
    MembersListed = 202,

    /// <summary>The city said yes to handing a certificate out; in one transaction with that (000-73).</summary>
    CertificateReleased = 203,

    /// <summary>A notice was taken at the counter; certificates of a family register stop (000-63).</summary>
    NoticeTaken = 302,

    /// <summary>A notice was taken in the night-duty room (000-64).</summary>
    NoticeTakenAtNight = 303,

    /// <summary>An entry was approved; its registers are free (000-71).</summary>
    EntryApproved = 304,

    /// <summary>A notice came to nothing; its registers are free.</summary>
    NoticeWithdrawn = 305,

    /// <summary>The night-duty room looked for people (000-68).</summary>
    NightDutySearched = 306,

    /// <summary>Somebody from another city applied for use registration.</summary>
    UseApplied = 401,

    /// <summary>A clerk found the line of a register that an applicant's card is good for.</summary>
    UseGranted = 402,

    /// <summary>A clerk refused an application.</summary>
    UseRefused = 403,

    /// <summary>The tables were read back from a backup: what was written between that and this entry is lost.</summary>
    TablesRestored = 501,

    /// <summary>The tables were moved, with all that was in them.</summary>
    TablesMoved = 502,

    /// <summary>What was lost with <see cref="TablesRestored"/> is in the tables again, as far as the city knows; certificates are issued again.</summary>
    CityReopened = 503,

    /// <summary>The centre reported how an issue ended that was lost with <see cref="TablesRestored"/>.</summary>
    LostIssueSettled = 504,
}
