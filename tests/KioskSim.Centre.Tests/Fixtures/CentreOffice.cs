using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.Centre.Cities;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Settling;
using KioskSim.Centre.Validity;
using KioskSim.Contracts.Internet;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Evidence;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>The centre with everything behind it: JPKI answers for real, over a line that can be cut or tampered with; the city is a fake.</summary>
sealed class CentreOffice : IDisposable
{
    public static readonly ByteString Token = ByteString.CopyFromUtf8("the city's token");
    public static readonly ByteString Certificate = ByteString.CopyFromUtf8("sealed for the kiosk");

    readonly JpkiCentre _jpki;

    /// <param name="degraded">Whether a revocation list does where JPKI cannot be asked.</param>
    /// <param name="entropy">What sessions and nonces are drawn from; null: the system's.</param>
    public CentreOffice(JpkiCentre jpki, bool degraded = false, Entropy? entropy = null)
    {
        _jpki = jpki;
        var responder = new OcspResponder(jpki.Authority, jpki.Store, Sessions.Clock, refresh: TimeSpan.Zero);
        JpkiAnswers = question => ByteString.CopyFrom(responder.Answer(question.Memory));
        JpkiLists = () => new CrlPublisher(jpki.Store).Publish(jpki.Authority.Generations[0], Sessions.Clock.Now).OfAll();
        City = new FakeServer(Calls, Sessions.City.ToString())
        {
            Prepare = _ => new PrepareReply { Yen = 200, Sheets = 1, IssueToken = Token },
            Issue = _ => new IssueReply { SealedCertificate = Certificate },
        };
        var internet = new FakeLine(Calls)
            .On<OcspRequest, OcspResponse>("Check", r => new OcspResponse { Der = JpkiAnswers(r.Der) })
            .On<OcspRequest, OcspResponse>("CheckAgain", r => new OcspResponse { Der = JpkiAnswers(r.Der) });
        Cities = new CityDirectory([City.Client], Sessions.Clock, TimeSpan.FromSeconds(60), NullLogger<CityDirectory>.Instance);
        Open = new OpenSessions(Sessions.Clock);
        var evidence = new EvidenceCheck([jpki.Trusted]);
        Lists = new HeldLists([jpki.Trusted], (_, _) => Task.FromResult(JpkiLists()), Sessions.Clock, NullLogger<HeldLists>.Instance);
        var validity = new ValidityQuestion(
            new ValidityCheck.ValidityCheckClient(internet), evidence, Sessions.Clock, NullLogger<ValidityQuestion>.Instance, degraded ? Lists : null);
        Flow = new IssueFlow(
            Sessions.Journal, Open, evidence, validity, Cities,
            new CityTeller(Sessions.Journal, Cities, NullLogger<CityTeller>.Instance), entropy ?? Entropy.Secure);
    }

    public Sessions Sessions { get; } = new();

    public CallRecord Calls { get; } = new();

    public FakeServer City { get; }

    /// <summary>From a question to an answer, both DER.</summary>
    public Func<ByteString, ByteString> JpkiAnswers { get; set; }

    /// <summary>The revocation list as JPKI gives it, DER; today's of the first generation unless a test says otherwise.</summary>
    public Func<byte[]> JpkiLists { get; set; }

    public HeldLists Lists { get; }

    public CityDirectory Cities { get; }

    public OpenSessions Open { get; }

    public IssueFlow Flow { get; }

    public static ByteString Unreachable(ByteString question) => throw new FlowException(FlowErrorCode.JpkiUnreachable);

    /// <summary>A citizen with a card a month old; steps 1 to 3 are done and the cities are known.</summary>
    /// <param name="shown">What the kiosk says that it read; null: the card's certificate.</param>
    public async Task<Visit> VisitAsync(ShownCard? shown = null)
    {
        await Cities.ListAsync(CancellationToken.None);
        Calls.Clear();
        var card = _jpki.Authority.Issue(
            new IssueOrder(JpkiCentre.CardPublicKey, JpkiCentre.Wakabadai, JpkiCentre.Birth, JpkiCentre.CardExpiry), JpkiCentre.Noon.AddDays(-30));
        return new Visit(this, card, shown);
    }

    public void Dispose() => Sessions.Dispose();
}

/// <summary>A kiosk and a card, as the centre hears them: right in everything until a test changes it.</summary>
sealed class Visit
{
    readonly CentreOffice _office;

    /// <param name="shown">What the kiosk says that it read; null: the card's certificate.</param>
    public Visit(CentreOffice office, IssuedCertificate card, ShownCard? shown = null)
    {
        (_office, Card) = (office, card);
        (Session, Nonce) = office.Flow.Begin(Sessions.Kiosk, shown ?? new ShownCard.WithCertificate(card.Certificate));
        Routing = new Routing(Session, Sessions.Kiosk, Sessions.City, CertificateKind.ResidentRecord);
    }

    public IssuedCertificate Card { get; }

    public SessionId Session { get; }

    public byte[] Nonce { get; set; }

    public Routing Routing { get; set; }

    /// <summary>Sealed for the city: to the centre any bytes are as good.</summary>
    public ByteString Parcel { get; set; } = ByteString.CopyFrom(Entropy.Secure.Bytes(Application.SealedSize));

    public ByteString ReplyKey { get; set; } = ByteString.CopyFrom(Entropy.Secure.Bytes(DhKem.PublicKeySize));

    public byte[] Digest => EvidenceDigest.Compute(Routing.Kiosk, Routing.Session, Nonce, ReplyKey.Span, Parcel.Span);

    public ReceiptNumber Receipt => ReceiptNumber.Of(Sessions.Kiosk, Session);

    public ByteString Sign() =>
        ByteString.CopyFrom(JpkiCentre.CardKey.SignHash(Digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public Task<PrepareReply> ApplyAsync(ByteString? signature = null) => _office.Flow.ApplyAsync(
        new SealedApply(Routing, Parcel, ReplyKey, signature ?? Sign()), _office.Sessions.Clock.Now, CancellationToken.None);

    public Task<ByteString> IssueAsync(KioskId? kiosk = null) =>
        _office.Flow.IssueAsync(Session, kiosk ?? Sessions.Kiosk, CentreOffice.Token, CancellationToken.None);

    public Task ReleaseAsync(KioskId? kiosk = null, int paid = 200) =>
        _office.Flow.ReleaseAsync(Session, kiosk ?? Sessions.Kiosk, new Yen(paid), CancellationToken.None);

    public Task<Centre.Journal.SessionRecord> SettleAsync(Centre.Journal.Ending ending, KioskId? kiosk = null) =>
        _office.Flow.SettleAsync(Session, kiosk ?? Sessions.Kiosk, ending, CancellationToken.None);
}
