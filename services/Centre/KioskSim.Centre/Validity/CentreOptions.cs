using System.Text.Json.Serialization;
using KioskSim.Domain.Time;

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
/// <exception cref="ArgumentOutOfRangeException">Of a patience: <see cref="TimeLimit"/>.</exception>
public sealed record CentreOptions
{
    /// <summary>How long a session lasts that nobody brings to its end: longer than any kiosk waits for a citizen, so that only what was really left is ended.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(15);

    public RevocationPolicy Revocation { get; init; }

    /// <summary>Whether a clerk may refund a receipt whose paper was left behind and drawn into the locked box.</summary>
    public bool RefundWithdrawnPaper { get; init; }

    /// <summary>
    /// How long sessions under way may take to come to their end when this server is asked to stop: other servers begin those that come meanwhile. Zero: they end at
    /// once, which is right where there is no other.
    /// </summary>
    public TimeSpan Farewell { get; init; }

    // Together less than a kiosk waits for the centre, so that the kiosk learns who did not answer.

    /// <summary>How long JPKI may take to answer.</summary>
    public TimeSpan JpkiPatience { get; init => field = TimeLimit.Checked(value); } = TimeSpan.FromSeconds(4);

    /// <summary>How long an issuance server may take to answer.</summary>
    public TimeSpan CityPatience { get; init => field = TimeLimit.Checked(value); } = TimeSpan.FromSeconds(8);
}
