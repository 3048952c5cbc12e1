namespace KioskSim.City.Audit;

/// <summary>What is recorded about the handling of personal data (docs/audit-events.md). Numbers are stable.</summary>
public enum AuditEvent
{
    /// <summary>A sealed individual number was opened to be printed (000-44).</summary>
    IndividualNumberOpened = 101,

    /// <summary>A certificate was made; written before it leaves the city.</summary>
    CertificateIssued = 201,

    /// <summary>Issuing for a person was stopped.</summary>
    Suppressed = 301,
}
