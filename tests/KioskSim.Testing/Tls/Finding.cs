namespace KioskSim.Testing.Tls;

/// <summary>One of testssl's findings.</summary>
/// <param name="Id">What it looked at, such as <c>cert_revocation</c>.</param>
/// <param name="Severity">OK, INFO, LOW, MEDIUM, HIGH, CRITICAL; WARN and FATAL say that it could not look.</param>
public sealed record Finding(string Id, string Severity, string Text)
{
    public bool Counts => Severity is "MEDIUM" or "HIGH" or "CRITICAL" or "FATAL";

    /// <summary>It could look.</summary>
    public bool Looked => Severity is not ("WARN" or "FATAL");

    public override string ToString() => $"{Id} {Severity}: {Text}";
}
