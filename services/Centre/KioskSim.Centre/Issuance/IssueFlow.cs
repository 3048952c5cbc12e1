using Google.Protobuf;
using KioskSim.Centre.Cities;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Settling;
using KioskSim.Centre.Validity;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Pki.Evidence;

namespace KioskSim.Centre.Issuance;

/// <summary>
/// The flow as the centre goes through it: steps 3 to 14 of docs/flow.md, one method for each message of the kiosk. It checks who
/// applies, asks the city, and passes on what it cannot read.
/// </summary>
sealed class IssueFlow(
    SessionJournal journal, OpenSessions sessions, EvidenceCheck evidence, ValidityQuestion validity, CityDirectory cities,
    CityTeller teller, Entropy entropy)
{
    /// <summary>Step 3: a session, and the nonce that the card will sign.</summary>
    public (SessionId Session, byte[] Nonce) Begin(KioskId kiosk, ShownCard card)
    {
        SessionId session;
        do
            session = SessionId.New(entropy);
        while (!journal.TryBegin(session, kiosk)); // of its short receipts a kiosk may have given this one before

        var nonce = entropy.Bytes(OpenSessions.NonceSize);
        sessions.Add(session, kiosk, card, nonce);
        return (session, nonce);
    }

    /// <summary>Steps 5 to 7.</summary>
    /// <exception cref="FlowException">Why nothing will be issued; nobody has paid anything.</exception>
    public async Task<PrepareReply> ApplyAsync(SealedApply apply, DateTimeOffset now, CancellationToken stop)
    {
        var (city, request) = await CheckAsync(apply, now, stop); // 5, 6
        var prepared = await city.PrepareAsync(request, cancellationToken: stop); // 7: the city checks all of it again, and the right to issue
        journal.Prepare(apply.Routing, new Yen(prepared.Yen), prepared.Sheets);
        return prepared;
    }

    /// <summary>The same for whom the applicant may choose from; the session goes on with another nonce.</summary>
    public async Task<(ByteString SealedMembers, byte[] Nonce)> ListMembersAsync(SealedApply apply, DateTimeOffset now, CancellationToken stop)
    {
        var (city, request) = await CheckAsync(apply, now, stop);
        var listed = await city.ListMembersAsync(request, cancellationToken: stop);
        var nonce = entropy.Bytes(OpenSessions.NonceSize);
        sessions.RenewNonce(apply.Routing.Session, apply.Routing.Kiosk, nonce);
        return (listed.SealedMembers, nonce);
    }

    /// <summary>利用登録: the same check, and the session is over.</summary>
    public async Task RegisterUseAsync(SealedApply apply, DateTimeOffset now, CancellationToken stop)
    {
        var (city, request) = await CheckAsync(apply, now, stop);
        await city.RegisterUseAsync(request, cancellationToken: stop);
        journal.Settle(apply.Routing.Session, apply.Routing.Kiosk, new Ending(SessionState.Cancelled, 0, Yen.Zero, Yen.Zero)); // nothing is to come of it
        sessions.Remove(apply.Routing.Session);
    }

    async Task<(IssuanceServer.IssuanceServerClient City, PrepareRequest Request)> CheckAsync(SealedApply apply, DateTimeOffset now, CancellationToken stop)
    {
        var (routing, sealedApplication, replyKey, signature) = apply;
        var session = sessions.Get(routing.Session, routing.Kiosk);
        var nonce = sessions.TakeNonce(routing.Session, routing.Kiosk); // 5: once, within 60 seconds
        var digest = EvidenceDigest.Compute(routing.Kiosk, routing.Session, nonce, replyKey.Span, sealedApplication.Span);
        var shown = new Contracts.Lgwan.Evidence { Signature = signature, Nonce = UnsafeByteOperations.UnsafeWrap(nonce), ReplyKey = replyKey };
        CheckedCertificate? certificate = null;
        switch (session.Card)
        {
            case ShownCard.WithCertificate { Certificate: var der }:
                certificate = evidence.CheckSignature(der, digest, signature.Span, now); // 5: path, validity, the card's signature
                var proof = await validity.AskAsync(certificate, EvidenceDigest.OcspNonce(digest), again: false, stop); // 6: good, or it ends here
                (shown.Certificate, shown.OcspResponse, shown.RevocationList) = (UnsafeByteOperations.UnsafeWrap(der), proof.OcspResponse, proof.RevocationList);
                break;
            case ShownCard.Juki { Number: var number }:
                shown.JukiCard = number.Value; // 5, 6: the city alone knows it; JPKI has never heard of it and is not asked
                break;
        }

        session.Checked = new CheckedApplication(routing.Municipality, certificate, digest);
        var city = await cities.FindAsync(routing.Municipality, stop);
        return (city, new PrepareRequest { Routing = Wire.Routing(routing), SealedApplication = sealedApplication, Evidence = shown });
    }

    /// <summary>Step 9: passes the sealed certificate through.</summary>
    public async Task<ByteString> IssueAsync(SessionId session, KioskId kiosk, ByteString token, CancellationToken stop)
    {
        var application = Checked(session, kiosk);
        var city = await cities.FindAsync(application.Municipality, stop);
        var reply = await city.IssueAsync(
            new IssueRequest { Municipality = application.Municipality.ToString(), Session = Wire.Session(session), IssueToken = token }, cancellationToken: stop);
        journal.Issue(session, kiosk);
        return reply.SealedCertificate;
    }

    /// <summary>Step 12: the fee is in; may it still be handed out? JPKI and the city are asked once more.</summary>
    public async Task ReleaseAsync(SessionId session, KioskId kiosk, Yen paid, CancellationToken stop)
    {
        if (journal.Find(session)?.YenDue is { } due && due != paid.Amount)
            throw Wire.Bad("what was paid is not what is due"); // 000-30: the kiosk can only hand it back
        journal.Pay(session, kiosk); // first of all: whatever fails from here on, somebody has paid
        var application = Checked(session, kiosk);
        var proof = application.Certificate is { } certificate
            ? await validity.AskAsync(certificate, EvidenceDigest.OcspNonceAgain(application.EvidenceDigest), again: true, stop)
            : ValidityProof.None; // a 住基カード: the city looks again for itself

        var city = await cities.FindAsync(application.Municipality, stop);
        await city.ReleaseAsync(
            new ReleaseRequest
            {
                Municipality = application.Municipality.ToString(), Session = Wire.Session(session),
                OcspResponse = proof.OcspResponse, RevocationList = proof.RevocationList,
            },
            cancellationToken: stop);
        journal.Release(session, kiosk);
    }

    /// <summary>15, where nobody takes the paper: how many sheets went into the kiosk's locked box.</summary>
    public void Withdraw(SessionId session, KioskId kiosk, int sheets) => journal.Withdraw(session, kiosk, sheets);

    /// <summary>Step 14: writes down how it ended, then tells the city, now or when it can be reached.</summary>
    public async Task<SessionRecord> SettleAsync(SessionId session, KioskId kiosk, Ending ending, CancellationToken stop)
    {
        var record = journal.Settle(session, kiosk, ending);
        sessions.Remove(session);
        await teller.TellAsync(record, stop);
        return record;
    }

    CheckedApplication Checked(SessionId session, KioskId kiosk) =>
        sessions.Get(session, kiosk).Checked ?? throw new FlowException(FlowErrorCode.SessionExpired, "nothing has been applied for");
}
