using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// One generation of the authority: a key of its own under the name that all share, and the OCSP responder it appointed. Safe for
/// concurrent use.
/// </summary>
public sealed class Generation : IDisposable
{
    const int Years = 10;

    Generation(int number, ParsedCertificate certificate, AuthorityKey key, OcspSigner responder) =>
        (Number, Certificate, Key, Responder) = (number, certificate, key, responder);

    /// <summary>Counts the generations of both purposes through.</summary>
    public int Number { get; }

    public CertificatePurpose Purpose => Key.Purpose;

    /// <summary>The authority's certificate: what cards carry beside their own, and what centre and cities trust.</summary>
    public ParsedCertificate Certificate { get; }

    internal AuthorityKey Key { get; }

    internal OcspSigner Responder { get; }

    /// <summary>Makes keys and certificates, good for ten years from <paramref name="from"/>.</summary>
    internal static StoredGeneration Make(int number, CertificatePurpose purpose, DateTimeOffset from, Func<RSA> makeKey)
    {
        using var key = new AuthorityKey(makeKey(), purpose);
        using var responderKey = makeKey();
        var to = CertificateLifetime.EndOf(CertificateLifetime.DayOf(from).AddYears(Years).AddDays(-1));
        // Generations share a name, and a name must not sign two certificates with one serial number: these count down from the top.
        var serial = long.MaxValue - 2 * number;
        var certificate = JpkiCertificates.Authority(key, new CertificateSerial(serial), from, to);
        var responder = JpkiCertificates.OcspResponder(key, new PublicKey(responderKey), new CertificateSerial(serial + 1), from, to);
        return new StoredGeneration(number, (long)purpose, certificate, key.ToPkcs8(), responder, responderKey.ExportPkcs8PrivateKey());
    }

    /// <exception cref="InvalidDataException">What is stored is no generation.</exception>
    internal static Generation Load(StoredGeneration stored, ResponderNaming naming)
    {
        if (!ParsedCertificate.TryParse(stored.Certificate, out var certificate) ||
            !ParsedCertificate.TryParse(stored.ResponderCertificate, out var responder))
        {
            throw new InvalidDataException($"Generation {stored.Number} of the authority has no readable certificate.");
        }

        var responderKey = RSA.Create();
        responderKey.ImportPkcs8PrivateKey(stored.ResponderKey, out _);
        var signer = new OcspSigner(responderKey, responder, naming);
        return new Generation((int)stored.Number, certificate, AuthorityKey.FromPkcs8(stored.Key, (CertificatePurpose)stored.Purpose), signer);
    }

    public void Dispose()
    {
        Key.Dispose();
        Responder.Dispose();
    }
}
