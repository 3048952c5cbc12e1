using KioskSim.Domain.Values;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>A city's order for a certificate of a card that it is about to hand over, or has before it on the counter.</summary>
/// <param name="PublicKey">The key in the card, SubjectPublicKeyInfo: RSA-2048.</param>
/// <param name="Birth">Decides the last day; not kept.</param>
/// <param name="CardExpiry">The certificate never outlives the card.</param>
/// <param name="Serial">Null: the next free one.</param>
public sealed record IssueOrder(
    ReadOnlyMemory<byte> PublicKey, MunicipalityCode Municipality, DateOnly Birth, DateOnly CardExpiry, CertificateSerial? Serial = null)
{
    /// <summary>Whom a signing certificate names. With it the order is for a signing certificate, without it for user authentication.</summary>
    public SigningAttributes? Attributes { get; init; }

    /// <summary>For a signing certificate: the one for user authentication in the same card, with which it ends.</summary>
    public CertificateSerial? Beside { get; init; }

    internal CertificatePurpose Purpose => Attributes is null ? CertificatePurpose.UserAuthentication : CertificatePurpose.Signing;

    public override string ToString() => $"order of {Municipality}"; // keys and people are not for logs
}

/// <param name="Certificate">DER.</param>
public sealed record IssuedCertificate(CertificateSerial Serial, byte[] Certificate);
