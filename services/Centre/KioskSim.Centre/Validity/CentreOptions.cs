using System.Text.Json.Serialization;

namespace KioskSim.Centre.Validity;

/// <summary>What the centre asks whether a certificate is good.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RevocationPolicy>))]
public enum RevocationPolicy
{
    /// <summary>JPKI by OCSP; without its answer nothing is issued.</summary>
    [JsonStringEnumMemberName("ocsp")]
    Ocsp,

    /// <summary>
    /// Degraded mode: where JPKI's OCSP cannot be reached, a revocation list that was fetched earlier and is still good. Up to two days
    /// old; only for cities that accept it.
    /// </summary>
    [JsonStringEnumMemberName("ocsp-then-crl")]
    OcspThenCrl,
}

/// <summary>How the centre is run: <c>centre.json</c> of a deployment.</summary>
public sealed record CentreOptions
{
    public RevocationPolicy Revocation { get; init; }
}
