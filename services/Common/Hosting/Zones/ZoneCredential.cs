using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Hosting.Zones;

/// <summary>What one party holds to speak on one line: its own certificate with key, and the authority of the line.</summary>
/// <param name="authority">The line's.</param>
/// <param name="others">Of the same line, while one takes the other's place (<see cref="Deployments.Renewal"/>); usually none.</param>
public sealed class ZoneCredential(Zone zone, X509Certificate2 certificate, X509Certificate2 authority, params IReadOnlyList<X509Certificate2> others) : IDisposable
{
    public Zone Zone { get; } = zone;

    public X509Certificate2 Certificate { get; } = certificate;

    public X509Certificate2 Authority { get; } = authority;

    /// <summary>Further ones whose members are let in as well.</summary>
    public IReadOnlyList<X509Certificate2> OtherAuthorities { get; } = others;

    /// <summary>Who holds it.</summary>
    public Caller Holder => Caller.Read(Zone, Certificate);

    /// <summary>Whether a peer's certificate comes from this line's authority, or from another that is trusted beside it, and is in date.</summary>
    public bool Trusts(X509Certificate2 peer, DateTimeOffset at)
    {
#pragma warning disable RS0030 // Nobody's card: an authority that lives as long as the run revokes nothing.
        using var chain = new X509Chain
#pragma warning restore RS0030
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationTime = at.UtcDateTime,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange((X509Certificate2[])[Authority, .. OtherAuthorities]);
        return chain.Build(peer);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        Authority.Dispose();
        foreach (var other in OtherAuthorities)
            other.Dispose();
    }
}
