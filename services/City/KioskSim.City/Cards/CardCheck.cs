using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Evidence;

namespace KioskSim.City.Cards;

/// <summary>
/// Who applies: the city's own check of the card, which believes neither kiosk nor centre. A certificate leads to JPKI; a 住基カード the city
/// knows by itself (001-41), and nobody has checked it before.
/// </summary>
public sealed class CardCheck(EvidenceCheck evidence, RegisterCopy registers, JukiCardKeys keys, TimeProvider clock)
{
    /// <summary>Step 7: the card signed this application, and whoever answers for it says that it is good.</summary>
    /// <param name="digest">SHA-256 of what the card was to sign.</param>
    /// <exception cref="FlowException">Why it is not believed.</exception>
    public AppliedCard Check(Municipality city, ShownEvidence shown, byte[] digest)
    {
        if (shown.JukiCard is { } number)
        {
            CheckAccepted(city);
            // A number that the city has no key for is told as a wrong signature is: numbers cannot be tried out.
            if (keys.Find(city.Code, number) is not { } key || !VerificationKey.VerifyHash(key, digest, shown.Signature.Span))
                throw new FlowException(FlowErrorCode.SignatureInvalid);
            return new AppliedCard.Juki(number);
        }

        var certificate = evidence.CheckSignature(shown.Certificate, digest, shown.Signature.Span, clock.GetUtcNow());
        CheckStatus(city, certificate, shown.OcspResponse, shown.RevocationList, EvidenceDigest.OcspNonce(digest));
        return new AppliedCard.Certificate(certificate.Serial, certificate.IssuerKey);
    }

    /// <summary>Step 12: the same once more, as far as it can have changed. What the register says is in <see cref="FindHolder"/>.</summary>
    /// <param name="digest">Of step 7.</param>
    public void CheckAgain(Municipality city, AppliedCard card, byte[] digest, ReadOnlyMemory<byte> ocspResponse, ReadOnlyMemory<byte> revocationList)
    {
        if (card is AppliedCard.Certificate { Serial: var serial, IssuerKey: var issuer })
            CheckStatus(city, evidence.Recall(serial, issuer.Span), ocspResponse, revocationList, EvidenceDigest.OcspNonceAgain(digest));
        else
            CheckAccepted(city);
    }

    /// <summary>Whose card it is, as the register says now.</summary>
    /// <exception cref="FlowException">
    /// ApplicantUnknown: nobody's in this city. Of a 住基カード also JukiCardReturned, JukiCardExpired, and JukiCardSuperseded: its holder has an
    /// Individual Number Card (003-32).
    /// </exception>
    public Applicant FindHolder(MunicipalityCode municipality, AppliedCard card) =>
        TryFindHolder(municipality, card) ?? throw new FlowException(FlowErrorCode.ApplicantUnknown);

    /// <summary>The same; null: nobody's in this city.</summary>
    public Applicant? TryFindHolder(MunicipalityCode municipality, AppliedCard card) => card switch
    {
        AppliedCard.Certificate { Serial: var serial } => registers.FindApplicant(municipality, serial),
        AppliedCard.Juki { Number: var number } => registers.FindApplicant(municipality, number) is { } holder ? InForce(holder, number) : null,
        _ => null,
    };

    Applicant InForce(Applicant holder, JukiCardNumber number)
    {
        var card = holder.Registered.JukiCards[number];
        if (card.ReturnedOn is not null)
            throw new FlowException(FlowErrorCode.JukiCardReturned);
        if (card.LastDay < clock.GetJapanToday())
            throw new FlowException(FlowErrorCode.JukiCardExpired);
        if (holder.HasIndividualNumberCard)
            throw new FlowException(FlowErrorCode.JukiCardSuperseded);
        return holder;
    }

    static void CheckAccepted(Municipality city)
    {
        if (!city.AcceptsJukiCards)
            throw new FlowException(FlowErrorCode.JukiCardNotAccepted);
    }

    void CheckStatus(Municipality city, CheckedCertificate certificate, ReadOnlyMemory<byte> response, ReadOnlyMemory<byte> list, byte[] nonce)
    {
        if (list.IsEmpty || !response.IsEmpty)
            evidence.CheckStatus(certificate, response, nonce, clock.GetUtcNow());
        else if (city.AcceptsRevocationLists)
            evidence.CheckList(certificate, list, clock.GetUtcNow());
        else
            throw new FlowException(FlowErrorCode.JpkiUnreachable, "a revocation list in place of JPKI's answer");
    }
}
