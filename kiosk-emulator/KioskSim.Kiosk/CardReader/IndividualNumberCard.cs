using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using KioskSim.Card.Reader;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;

namespace KioskSim.Kiosk.CardReader;

/// <summary>マイナンバーカード, or a phone in its place: a certificate of JPKI says who it is, and every city takes it.</summary>
/// <param name="certificate">Of user authentication, DER.</param>
sealed class IndividualNumberCard(JpkiReader reader, byte[] certificate) : ApplicantCard(reader)
{
    public override bool IsJukiCard => false;

    public override void CheckAgainst(ChosenOffer offer, DateOnly today)
    {
        // Whether it is valid is JPKI's to say.
    }

    public override void Introduce(BeginRequest request) => request.Certificate = ByteString.CopyFrom(certificate);

    public override byte[] SubjectMark(SessionId session)
    {
        using var parsed = X509CertificateLoader.LoadCertificate(certificate);
        return Envelope.Parcels.SubjectMark.Compute(session, parsed.SerialNumberBytes.Span);
    }
}
