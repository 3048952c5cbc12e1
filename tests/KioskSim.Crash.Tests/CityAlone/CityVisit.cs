using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.City.Issuance;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Issuing;

namespace KioskSim.Crash.Tests.CityAlone;

/// <summary>
/// One issuance as a city sees it: prepare, issue, release, settle. Where the city does not answer, the same is asked again until it does,
/// as the centre does; what it said is remembered, to be compared with its books.
/// </summary>
/// <param name="ocsp">JPKI's answer to a question with a nonce.</param>
sealed class CityVisit(
    MunicipalityCode city, IssuedCertificate card, RSA cardKey, ECDiffieHellman citySealing, Func<byte[], byte[]> ocsp, CertificateOptions options)
{
    public const int Yen = 200;

    const Domain.Values.CertificateKind Kind = Domain.Values.CertificateKind.ResidentRecord;

    public SessionId Session { get; } = SessionId.New(Entropy.Secure);

    /// <summary>The certificate left the city.</summary>
    public bool Issued { get; private set; }

    public bool Released { get; private set; }

    /// <summary>What the city acknowledged as the end; null: it was never prepared.</summary>
    public IssueState? End { get; private set; }

    /// <summary>Steps 2 to 6, as far as the city sees them.</summary>
    /// <returns>The request of step 7, and the digest that the card signed.</returns>
    public (PrepareRequest Request, byte[] Digest) Apply()
    {
        using var reply = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(32));
        using var ephemeral = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(32));
        var routing = new Domain.Values.Routing(Session, new KioskId("K0001"), city, Kind);
        var (nonce, replyKey) = (Entropy.Secure.Bytes(32), DhKem.PublicKeyOf(reply));
        var parcel = new Application(Kind, new Copies(1), options).Seal(
            routing, DhKem.PublicKeyOf(citySealing), ephemeral, new byte[Application.PlaintextSize]);
        var digest = EvidenceDigest.Compute(routing.Kiosk, Session, nonce, replyKey, parcel);
        var shown = new Evidence
        {
            Certificate = ByteString.CopyFrom(card.Certificate), Nonce = ByteString.CopyFrom(nonce), ReplyKey = ByteString.CopyFrom(replyKey),
            Signature = ByteString.CopyFrom(cardKey.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            OcspResponse = ByteString.CopyFrom(ocsp(EvidenceDigest.OcspNonce(digest))),
        };
        return (new PrepareRequest { Routing = Wire.Routing(routing), SealedApplication = ByteString.CopyFrom(parcel), Evidence = shown }, digest);
    }

    /// <param name="ask">Asks until there is an answer.</param>
    /// <param name="printerFails">The fee goes back in the end.</param>
    public async Task GoAsync(IssuanceServer.IssuanceServerClient client, Func<Func<Task>, Task> ask, bool printerFails)
    {
        var (request, digest) = Apply();
        var (municipality, session) = (city.ToString(), Wire.Session(Session));
        var token = ByteString.Empty;
        try
        {
            await ask(async () => token = (await client.PrepareAsync(request)).IssueToken);
            await ask(async () => Issued = (await client.IssueAsync(
                new IssueRequest { Municipality = municipality, Session = session, IssueToken = token })).SealedCertificate.Length > 0);
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.TokenSpent)
        {
            // It was done when the city died, and the answer is lost: nobody has paid yet.
        }

        if (Issued)
        {
            var again = new ReleaseRequest
            {
                Municipality = municipality, Session = session, OcspResponse = ByteString.CopyFrom(ocsp(EvidenceDigest.OcspNonceAgain(digest))),
            };
            await ask(async () => await client.ReleaseAsync(again));
            Released = true;
        }

        var end = !Released ? new Settlement { Outcome = Outcome.Cancelled }
            : printerFails ? new Settlement { Outcome = Outcome.Refunded, YenReturned = Yen }
            : new Settlement { Outcome = Outcome.Delivered, CopiesDelivered = 1, YenKept = Yen };
        await ask(async () => await client.SettleAsync(new SettleRequest { Municipality = municipality, Session = session, Settlement = end }));
        End = end.Outcome switch { Outcome.Delivered => IssueState.Delivered, Outcome.Refunded => IssueState.Refunded, _ => IssueState.Cancelled };
    }
}
