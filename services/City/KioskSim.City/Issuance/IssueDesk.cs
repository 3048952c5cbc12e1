using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Issuance.Records;
using KioskSim.City.Registry;
using KioskSim.City.Restoring;
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
    ServedCities cities, RegisterCopy registers, IssueGate gate, CardCheck cards, BackPrinter backs, IPrintRoom prints, IssueLedger ledger, ISettlementDesk settlements,
    RestoredTables restored, AuditLog audit, Entropy entropy, TimeProvider clock)
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
        var (city, card, digest, application, subject) = Read(routing, sealedApplication, shown);
        var wanted = new Wanted(application.Kind, application.Copies, application.Options, Choosable.Chosen(subject, application, routing.Session));
        gate.Check(city.Municipality, routing.Kiosk, wanted, subject);
        var sheets = TryCompose(city, wanted, subject);

        var fee = city.Municipality.Fee(city.Municipality.Find(wanted.Kind)!, routing.Kiosk) * wanted.Copies.Count;
        var token = entropy.Bytes(TokenSize);
        ledger.Prepare(
            new IssueRecord
            {
                Session = routing.Session.ToString(), Municipality = routing.Municipality.ToString(), Kiosk = routing.Kiosk.ToString(), State = IssueState.Prepared,
                Wanted = wanted, Card = card, Resident = subject.ResidentNumber ?? 0, Evidence = digest, ReplyKey = shown.ReplyKey.ToArray(),
                Yen = fee.Amount, Sheets = sheets,
            },
            token);
        return new Preparation(fee, sheets, token);
    }

    /// <summary>Before step 7, where the applicant wants to choose: whom from. Sealed for the kiosk.</summary>
    /// <exception cref="FlowException">Why the city does not issue.</exception>
    public byte[] ListMembers(Domain.Values.Routing routing, ReadOnlySpan<byte> sealedApplication, ShownEvidence shown)
    {
        var (city, _, _, application, subject) = Read(routing, sealedApplication, shown);
        if (!application.Options.HasFlag(CertificateOptions.ChosenMembers) || application.Members != default)
            throw new FlowException(FlowErrorCode.BadRequest, "there is nobody to choose, or somebody was chosen already");
        gate.Check(city.Municipality, routing.Kiosk, new Wanted(application.Kind, application.Copies, application.Options, []), subject);
        audit.Append(AuditEvent.MembersListed, city.Municipality.Code, routing.Session, subject.ResidentNumber, application.Kind.ToString());
        using var ephemeral = DhKem.DeriveKeyPair(entropy.Bytes(32));
        return Choosable.List(subject, application.Kind, routing.Session).Seal(routing.Session, shown.ReplyKey.Span, ephemeral);
    }

    /// <summary>Step 9: the certificate, made from the registers as they are now, signed, sealed for the kiosk.</summary>
    public async Task<byte[]> IssueAsync(MunicipalityCode municipality, SessionId session, ReadOnlyMemory<byte> token)
    {
        var city = cities.Of(municipality);
        var (issue, subject) = gate.Redeem(city.Municipality, session, token.Span, TokenLife);
        var image = await prints.PrintAsync(new PrintOrder(session, new KioskId(issue.Kiosk), issue.Wanted.Kind), () => Print(city, session, issue, subject));

        using var ephemeral = DhKem.DeriveKeyPair(entropy.Bytes(32));
        var parcel = CertificateParcel.Seal(
            new CertificateHeader(session, municipality, image.IssueNumber, checked((ushort)image.Pages.Sheets)), image.Mark, image.Pages.ToPdf(),
            city.Keys.Signing, issue.ReplyKey, ephemeral);
        gate.MadeFrom(city.Municipality, session, issue.Wanted, subject);
        return parcel;
    }

    /// <summary>
    /// Step 12: suppression and revocation are looked at once more, and whether the registers still say what is printed; without a yes
    /// nothing is printed.
    /// </summary>
    /// <param name="ocspResponse">JPKI's answer to the centre's second question.</param>
    /// <param name="revocationList">In place of it, where the centre could not ask JPKI.</param>
    public void Release(MunicipalityCode municipality, SessionId session, ReadOnlyMemory<byte> ocspResponse, ReadOnlyMemory<byte> revocationList = default)
    {
        var city = cities.Of(municipality);
        var issue = ledger.Find(municipality, session) ?? throw new FlowException(FlowErrorCode.SessionExpired, "no such issue");
        cards.CheckAgain(city.Municipality, issue.Card, issue.Evidence, ocspResponse, revocationList);
        gate.Release(city.Municipality, issue);
    }

    /// <summary>Step 14.</summary>
    public IssueEnding Settle(MunicipalityCode municipality, SessionId session, IssueEnding ending) =>
        settlements.Take(session, ending, end => restored.TakeLost(municipality, session, end) ? end : ledger.Settle(municipality, session, end).Ending);

    // What comes with step 7 is believed only after the card's signature over all of it, and read only then.
    (ServedCity City, AppliedCard Card, byte[] Digest, Application Application, Subject Subject) Read(
        Domain.Values.Routing routing, ReadOnlySpan<byte> sealedApplication, ShownEvidence shown)
    {
        var city = cities.Of(routing.Municipality);
        var digest = EvidenceDigest.Compute(routing.Kiosk, routing.Session, shown.Nonce.Span, shown.ReplyKey.Span, sealedApplication);
        var card = cards.Check(city.Municipality, shown, digest);
        if (!DhKem.IsPublicKey(shown.ReplyKey.Span)) // used two steps later only; what nothing can be sealed for is refused while no token is out
            throw new FlowException(FlowErrorCode.BadRequest, "the kiosk's one-time key is no point of P-256");
        var application = Application.Open(routing, city.Keys.Sealing, sealedApplication);
        var subject = gate.Find(city.Municipality, routing.Kiosk, application.Kind, application.Options, application.Copies, card);
        return (city, card, digest, application, subject);
    }

    PrintImage Print(ServedCity city, SessionId session, IssueRecord issue, Subject subject)
    {
        var mark = MarkOf(session, subject, issue.Card);
        var record = RecordBuilder.Build(
            city.Municipality, issue.Wanted, subject,
            person => registers.OpenNumber(city.Municipality.Code, person.Id, session, "printed on a number-bearing resident record"));
        var details = new IssueDetails(issue.IssueNumber!, clock.GetJapanNow(), mark);
        var composed = Compose(city, record, details);
        if (record.SheetCount != issue.Sheets)
            throw new FlowException(FlowErrorCode.SessionExpired, "the register changed between prepare and issue");
        backs.Print(city, composed, details);
        return new PrintImage(mark, details.Number, composed);
    }

    /// <summary>
    /// By the number that the register itself holds for the person who is printed, not the one that applied: were another person's
    /// data to get here, the mark would be another's too, and the kiosk would refuse the sheet.
    /// </summary>
    static byte[] MarkOf(SessionId session, Subject subject, AppliedCard card)
    {
        if (subject.Resident is not { Registered: var registered, Person.Id: var person })
            return SubjectMark.Compute(session, ((AppliedCard.Certificate)card).Serial.ToDer()); // of use registration, whose key it is
        return card is AppliedCard.Juki juki
            ? SubjectMark.Compute(session, Own(registered.JukiCards.Where(c => c.Value.Resident == person).Select(c => c.Key), juki.Number))
            : SubjectMark.Compute(session, Own(registered.Certificates.Where(c => c.Value == person).Select(c => c.Key), ((AppliedCard.Certificate)card).Serial).ToDer());

        // Of several that are the person's, the one that applied.
        static T Own<T>(IEnumerable<T> held, T applied) => held.OrderByDescending(n => n!.Equals(applied)).First();
    }

    static int TryCompose(ServedCity city, Wanted wanted, Subject subject)
    {
        var record = RecordBuilder.Build(city.Municipality, wanted, subject, number: null);
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
