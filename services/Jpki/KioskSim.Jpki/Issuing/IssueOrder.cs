using KioskSim.Domain.Values;

namespace KioskSim.Jpki.Issuing;

/// <summary>A city's order for the certificate of a card that it is about to hand over.</summary>
/// <param name="PublicKey">The key in the card, SubjectPublicKeyInfo: RSA-2048.</param>
/// <param name="Birth">Decides the last day; not kept.</param>
/// <param name="CardExpiry">The certificate never outlives the card.</param>
/// <param name="Serial">Null: the next free one.</param>
public sealed record IssueOrder(
    ReadOnlyMemory<byte> PublicKey, MunicipalityCode Municipality, DateOnly Birth, DateOnly CardExpiry, CertificateSerial? Serial = null);

/// <param name="Certificate">DER.</param>
public sealed record IssuedCertificate(CertificateSerial Serial, byte[] Certificate);
