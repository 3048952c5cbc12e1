using System.Formats.Asn1;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Ocsp;

/// <summary>SingleResponse of RFC 6960, section 4.2.1: the state of one certificate and for how long that may be believed.</summary>
/// <param name="NextUpdate">Null: newer information is always to be had.</param>
public sealed record SingleAnswer(CertId Certificate, CertificateStatus Status, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate)
{
    static readonly Asn1Tag GoodChoice = DerInput.Context(0);
    static readonly Asn1Tag RevokedChoice = DerInput.Context(1);
    static readonly Asn1Tag UnknownChoice = DerInput.Context(2);
    static readonly Asn1Tag ReasonField = DerInput.Context(0);
    static readonly Asn1Tag NextUpdateField = DerInput.Context(0);
    static readonly Asn1Tag ExtensionsField = DerInput.Context(1);

    internal void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(Certificate.Encoded.Span);
            WriteStatus(writer);
            writer.WriteGeneralizedTime(ThisUpdate, omitFractionalSeconds: true);
            if (NextUpdate is { } next)
            {
                using (writer.PushSequence(NextUpdateField))
                    writer.WriteGeneralizedTime(next, omitFractionalSeconds: true);
            }
        }
    }

    void WriteStatus(AsnWriter writer)
    {
        if (Status.Revocation is not { } revocation)
        {
            writer.WriteNull(Status.State == CertificateState.Good ? GoodChoice : UnknownChoice);
            return;
        }

        using (writer.PushSequence(RevokedChoice))
        {
            writer.WriteGeneralizedTime(revocation.At, omitFractionalSeconds: true);
            // RFC 5280, section 5.3.1: an unspecified reason is left out.
            if (revocation.Reason != RevocationReason.Unspecified)
            {
                using (writer.PushSequence(ReasonField))
                    writer.WriteEnumeratedValue(revocation.Reason);
            }
        }
    }

    internal static SingleAnswer Read(AsnReader list)
    {
        var single = list.ReadSequence();
        var certificate = CertId.Read(single);
        var status = ReadStatus(single);
        var thisUpdate = single.ReadWholeSeconds();
        DateTimeOffset? nextUpdate = null;
        if (single.NextIs(NextUpdateField))
        {
            var field = single.ReadSequence(NextUpdateField);
            nextUpdate = field.ReadWholeSeconds();
            field.ThrowIfNotEmpty();
        }

        if (single.NextIs(ExtensionsField))
            OcspNonce.FindIn(single.ReadSequence(ExtensionsField).ReadExtensions());
        single.ThrowIfNotEmpty();
        return new SingleAnswer(certificate, status, thisUpdate, nextUpdate);
    }

    static CertificateStatus ReadStatus(AsnReader single)
    {
        if (single.NextIs(RevokedChoice))
            return CertificateStatus.Revoked(ReadRevocation(single.ReadSequence(RevokedChoice)));
        var good = single.NextIs(GoodChoice);
        single.ReadNull(good ? GoodChoice : UnknownChoice);
        return good ? CertificateStatus.Good : CertificateStatus.Unknown;
    }

    static Revocation ReadRevocation(AsnReader info)
    {
        var at = info.ReadWholeSeconds();
        var reason = RevocationReason.Unspecified;
        if (info.NextIs(ReasonField))
        {
            var field = info.ReadSequence(ReasonField);
            reason = (RevocationReason)field.ReadSmallEnumerated();
            field.ThrowIfNotEmpty();
        }

        info.ThrowIfNotEmpty();
        return Enum.IsDefined(reason) ? new Revocation(reason, at) : throw new AsnContentException("No reason of a revocation.");
    }
}
