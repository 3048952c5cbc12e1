using System.Security.Cryptography;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Profile;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.City.Tests.Issuance;

/// <summary>Step 7 with one thing wrong at a time.</summary>
public sealed class IssueEvidenceTests(JpkiCentre jpki) : IDisposable
{
    readonly IssueOffice _office = new(jpki);

    public static TheoryData<string, FlowErrorCode> WrongEvidence { get; } = new()
    {
        { "a forged signature", SignatureInvalid },
        { "no signature", SignatureInvalid },
        { "a signature for another session", SignatureInvalid },
        { "a signature for another kiosk", SignatureInvalid },
        { "a signature for another nonce", SignatureInvalid },
        { "a signature for another reply key", SignatureInvalid },
        { "a signature for another application", SignatureInvalid },
        { "a signature of another card", SignatureInvalid },
        { "no certificate", CertificateInvalid },
        { "a certificate of nobody", CertificateInvalid },
        { "an answer to another nonce", JpkiUnreachable },
        { "an answer to the second question", JpkiUnreachable },
        { "an answer about another card", JpkiUnreachable },
        { "an altered answer", JpkiUnreachable },
        { "no answer", JpkiUnreachable },
        { "yesterday's answer", JpkiUnreachable },
        { "a revoked certificate", CertificateRevoked },
        { "a held certificate", CertificateOnHold },
        { "a certificate of today", CertificateNotYetUsable },
        { "an expired certificate", CertificateExpired },
        { "an application for another city", ApplicationUnreadable },
        { "an application for another kind", ApplicationUnreadable },
        { "an altered application", ApplicationUnreadable },
        { "a reply key that is no point", BadRequest },
        { "a card that the city does not know", ApplicantUnknown },
        { "a card that only another city knows", ApplicantUnknown },
    };

    [Theory]
    [MemberData(nameof(WrongEvidence))]
    public void What_the_centre_brings_is_believed_only_if_all_of_it_fits_000_35_000_50(string what, FlowErrorCode expected)
    {
        using var visit = _office.Visit();
        using var other = _office.Visit();
        _office.Put(Rows.Household(1, Rows.Head(1, visit.Card.Serial.Value, other.Card.Serial.Value)));
        Assert.Equal(expected, Refusal(() => Prepare(what, visit, other)));
        Assert.Empty(_office.Ledger.All(Town.Here).Concat(_office.Ledger.All(Town.Elsewhere)));
    }

    void Prepare(string what, Visit visit, Visit other)
    {
        var shown = visit.Evidence();
        switch (what)
        {
            case "a forged signature": visit.Prepare(shown with { Signature = Flipped(shown.Signature) }); break;
            case "no signature": visit.Prepare(shown with { Signature = default }); break;
            case "a signature for another session": visit.Routing = visit.Routing with { Session = other.Routing.Session }; Resent(); break;
            case "a signature for another kiosk": visit.Routing = visit.Routing with { Kiosk = new KioskId("kiosk-2") }; Resent(); break;
            case "a signature for another nonce": visit.Prepare(shown with { Nonce = other.Nonce }); break;
            case "a signature for another reply key": visit.Prepare(shown with { ReplyKey = other.ReplyKey }); break;
            case "a signature for another application": visit.Parcel = visit.Seal(visit.Routing); Resent(); break;
            case "a signature of another card":
                using (var key = RSA.Create(2048))
                    visit.Prepare(shown with { Signature = key.SignHash(visit.Digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) });
                break;
            case "no certificate": visit.Prepare(shown with { Certificate = default }); break;
            case "a certificate of nobody":
                visit.Prepare(shown with { Certificate = ServedTowns.Both.Of(Town.Here).Keys.SigningCertificate });
                break;
            case "an answer to another nonce":
                visit.Prepare(shown with { OcspResponse = visit.Ocsp(EvidenceDigest.OcspNonce(other.Digest)) });
                break;
            case "an answer to the second question":
                visit.Prepare(shown with { OcspResponse = visit.Ocsp(EvidenceDigest.OcspNonceAgain(visit.Digest)) });
                break;
            case "an answer about another card":
                visit.Prepare(shown with { OcspResponse = visit.Ocsp(EvidenceDigest.OcspNonce(visit.Digest), other.Card.Serial) });
                break;
            case "an altered answer": visit.Prepare(shown with { OcspResponse = Flipped(shown.OcspResponse) }); break;
            case "no answer": visit.Prepare(shown with { OcspResponse = default }); break;
            case "yesterday's answer":
                _office.Clock.Now += TimeSpan.FromDays(1);
                visit.Prepare(shown);
                break;
            case "a revoked certificate":
                jpki.Lifecycle.Revoke(visit.Card.Serial, RevocationCause.KeyCompromise, JpkiCentre.Noon);
                visit.Prepare();
                break;
            case "a held certificate":
                jpki.Lifecycle.Hold(visit.Card.Serial, JpkiCentre.Noon);
                visit.Prepare();
                break;
            case "a certificate of today":
                _office.Clock.Now = JpkiCentre.Noon.AddDays(-30);
                visit.Prepare();
                break;
            case "an expired certificate":
                _office.Clock.Now = JpkiCentre.Noon.AddYears(6);
                visit.Prepare();
                break;
            case "an application for another city":
                visit.Parcel = visit.Seal(visit.Routing with { Municipality = Town.Elsewhere });
                visit.Prepare();
                break;
            case "an application for another kind":
                visit.Routing = visit.Routing with { Kind = CertificateKind.SealRegistration };
                visit.Prepare();
                break;
            case "an altered application": visit.Parcel[^1] ^= 1; visit.Prepare(); break;
            case "a reply key that is no point": visit.ReplyKey[^1] ^= 1; visit.Prepare(); break;
            case "a card that the city does not know":
                _office.Put(Rows.Household(1, Rows.Head(1)));
                visit.Prepare();
                break;
            case "a card that only another city knows":
                visit.Routing = visit.Routing with { Municipality = Town.Elsewhere };
                visit.Parcel = visit.Seal(visit.Routing);
                visit.Prepare();
                break;
        }

        void Resent() => visit.Prepare(shown with { OcspResponse = visit.Ocsp(EvidenceDigest.OcspNonce(visit.Digest)) });
    }

    static byte[] Flipped(ReadOnlyMemory<byte> bytes)
    {
        var altered = bytes.ToArray();
        altered[^1] ^= 1;
        return altered;
    }

    public void Dispose() => _office.Dispose();
}
