using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;

namespace KioskSim.Cluster.Citizens;

/// <summary>The serial number of a certificate that was read from a card.</summary>
static class CardSerial
{
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CardUnreadable"/></exception>
    public static CertificateSerial Of(ReadOnlyMemory<byte> certificate) =>
        ParsedCertificate.TryParse(certificate, out var parsed) && CertificateSerial.TryFromDer(parsed.SerialNumber.Span, out var serial)
            ? serial
            : throw new FlowException(FlowErrorCode.CardUnreadable, "the certificate on the card cannot be read");
}
