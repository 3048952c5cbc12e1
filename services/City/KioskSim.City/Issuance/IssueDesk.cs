using System.Security.Cryptography;
using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Registry;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper;
using KioskSim.Paper.Certificates;

namespace KioskSim.City.Issuance;

/// <summary>The answer to step 7.</summary>
public sealed record Preparation(Yen Fee, int Sheets, byte[] Token);

/// <summary>
/// The city's part of the flow: prepare (7), issue (9), release (12), settle (14). Prepare checks everything that can be checked before
/// money is asked for and hands out a token that can be redeemed once.
/// </summary>
public sealed class IssueDesk(
    ServedCities cities, RegisterCopy registers, RightToIssue right, CardCheck cards, IssueLedger ledger, AuditLog audit, Entropy entropy, TimeProvider clock)
{
    const int TokenSize = 32;

    /// <summary>How long a citizen may look at the confirmation.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(10);

    // In a trial composition nothing is opened and nothing counts; the sheet only has to be laid out.
    static readonly IssueDetails Trial = new("TRIAL", new DateTimeOffset(2000, 1, 1, 0, 0, 0, JapanTime.Offset), new byte[SubjectMark.Size]);

    /// <summary>Step 7.</summary>
    /// <exception cref="FlowException">Why the city does not issue.</exception>
    public Preparation Prepare(Domain.Values.Routing routing, ReadOnlySpan<byte> sealedApplication, ShownEvidence shown)
    {
        var city = cities.Of(routing.Municipality);
        var digest = EvidenceDigest.Compute(routing.Kiosk, routing.Session, shown.Nonce.Span, shown.ReplyKey.Span, sealedApplication);
        var card = cards.Check(city.Municipality, shown, digest);
        CheckReplyKey(shown.ReplyKey.Span);

        var application = Application.Open(routing, city.Keys.Sealing, sealedApplication);
        right.CheckOffer(city.Municipality, routing.Kiosk, application);
        var applicant = cards.FindHolder(routing.Municipality, card);
        right.Check(city.Municipality, routing.Kiosk, application, applicant);
        var sheets = TryCompose(city, application, applicant);

        var fee = city.Municipality.Fee(city.Municipality.Find(application.Kind)!, routing.Kiosk) * application.Copies.Count;
        var token = entropy.Bytes(TokenSize);
        ledger.Prepare(
            new IssueRecord
            {
                Session = routing.Session.ToString(), Municipality = routing.Municipality.ToString(), Kiosk = routing.Kiosk.ToString(), State = IssueState.Prepared,
                Kind = (int)application.Kind, Options = (int)application.Options, Copies = application.Copies.Count, Card = card,
                Resident = applicant.Person.Id.Value, Evidence = digest, ReplyKey = shown.ReplyKey.ToArray(),
                Yen = fee.Amount, Sheets = sheets,
            },
            token);
        return new Preparation(fee, sheets, token);
    }

    /// <summary>Step 9: the certificate, made from the registers as they are now, signed, sealed for the kiosk.</summary>
    public byte[] Issue(MunicipalityCode municipality, SessionId session, ReadOnlySpan<byte> token)
    {
        var city = cities.Of(municipality);
        var issue = ledger.Redeem(municipality, session, token, TokenLife);
        var (application, applicant) = Recall(issue, municipality);
        right.Check(city.Municipality, new KioskId(issue.Kiosk), application, applicant);

        var mark = MarkOf(session, applicant, issue.Card);
        var record = RecordBuilder.Build(
            application, applicant, person => registers.OpenNumber(municipality, person.Id, session, "printed on a number-bearing resident record"));
        var composed = Compose(city, record, new IssueDetails(issue.IssueNumber!, clock.GetJapanNow(), mark));
        if (record.SheetCount != issue.Sheets)
            throw new FlowException(FlowErrorCode.SessionExpired, "the register changed between prepare and issue");

        using var ephemeral = DhKem.DeriveKeyPair(entropy.Bytes(32));
        var parcel = CertificateParcel.Seal(
            new CertificateHeader(session, municipality, issue.IssueNumber!, checked((ushort)record.SheetCount)), mark, composed.ToPdf(),
            city.Keys.Signing, issue.ReplyKey, ephemeral);
        audit.Append(AuditEvent.CertificateIssued, municipality, session, issue.Resident, application.Kind.ToString());
        return parcel;
    }

    /// <summary>Step 12: suppression and revocation are looked at once more; without a yes nothing is printed.</summary>
    /// <param name="ocspResponse">JPKI's answer to the centre's second question.</param>
    /// <param name="revocationList">In place of it, where the centre could not ask JPKI.</param>
    public void Release(MunicipalityCode municipality, SessionId session, ReadOnlyMemory<byte> ocspResponse, ReadOnlyMemory<byte> revocationList = default)
    {
        var city = cities.Of(municipality);
        var issue = ledger.Find(municipality, session) ?? throw new FlowException(FlowErrorCode.SessionExpired, "no such issue");
        cards.CheckAgain(city.Municipality, issue.Card, issue.Evidence, ocspResponse, revocationList);
        ledger.Release(municipality, session, mayRelease: () =>
        {
            var (application, applicant) = Recall(issue, municipality);
            right.Check(city.Municipality, new KioskId(issue.Kiosk), application, applicant);
        });
    }

    /// <summary>Step 14.</summary>
    public IssueRecord Settle(MunicipalityCode municipality, SessionId session, IssueEnding ending) => ledger.Settle(municipality, session, ending);

    // Used two steps later only; what nothing can be sealed for is refused while no token is out.
    static void CheckReplyKey(ReadOnlySpan<byte> point)
    {
        try
        {
            if (point.Length != DhKem.PublicKeySize || point[0] != 4)
                throw new CryptographicException("not an uncompressed point");
            var q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() };
            ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = q }).Dispose();
        }
        catch (CryptographicException e)
        {
            throw new FlowException(FlowErrorCode.BadRequest, "the kiosk's one-time key is no point of P-256", inner: e);
        }
    }

    (Application, Applicant) Recall(IssueRecord issue, MunicipalityCode municipality)
    {
        var applicant = cards.FindHolder(municipality, issue.Card);
        return (new Application((CertificateKind)issue.Kind, new Copies(issue.Copies), (CertificateOptions)issue.Options), applicant);
    }

    /// <summary>
    /// By the number that the register itself holds for the person who is printed, not the one that applied: were another person's
    /// data to get here, the mark would be another's too, and the kiosk would refuse the sheet.
    /// </summary>
    static byte[] MarkOf(SessionId session, Applicant applicant, AppliedCard card)
    {
        var (registered, person) = (applicant.Registered, applicant.Person.Id);
        return card is AppliedCard.Juki juki
            ? SubjectMark.Compute(session, Own(registered.JukiCards.Where(c => c.Value.Resident == person).Select(c => c.Key), juki.Number))
            : SubjectMark.Compute(session, Own(registered.Certificates.Where(c => c.Value == person).Select(c => c.Key), ((AppliedCard.Certificate)card).Serial).ToDer());

        // Of several that are the person's, the one that applied.
        static T Own<T>(IEnumerable<T> held, T applied) => held.OrderByDescending(n => n!.Equals(applied)).First();
    }

    static int TryCompose(ServedCity city, Application application, Applicant applicant)
    {
        var record = RecordBuilder.Build(application, applicant, number: null);
        Compose(city, record, Trial);
        return record.SheetCount;
    }

    static ComposedCertificate Compose(ServedCity city, CertificateRecord record, IssueDetails details)
    {
        try
        {
            return city.Press.Compose(record, details, city.Municipality.Variants);
        }
        catch (PaperException e)
        {
            // 外字: a character no font has, or a text no cell takes. The message names code points and fields only.
            throw new FlowException(FlowErrorCode.CharactersPending, e.Message, inner: e);
        }
    }
}
