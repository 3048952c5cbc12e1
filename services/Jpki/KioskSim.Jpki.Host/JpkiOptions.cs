using KioskSim.Jpki.Ocsp;

namespace KioskSim.Jpki.Host;

/// <summary>How the JPKI centre is run: <c>jpki.json</c> of a deployment.</summary>
public sealed record JpkiOptions
{
    /// <summary>
    /// How often the OCSP responder looks again at what is revoked; until then the old state stands. Zero: each answer is live.
    /// </summary>
    public TimeSpan StatusRefresh { get; init; } = OcspResponder.UsualRefresh;
}
