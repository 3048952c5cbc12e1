using Google.Protobuf;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using static KioskSim.Centre.Tests.Fixtures.Sessions;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests;

/// <summary>The store line: whole visits as messages, and what is refused before the flow sees it.</summary>
public sealed class CentreServiceTests : IDisposable
{
    static readonly Call FromKiosk = new(Kiosk.ToString());
    static readonly Call FromStranger = new(Stranger.ToString());

    readonly CentreOffice _office;
    readonly CentreService _centre;

    public CentreServiceTests(JpkiCentre jpki)
    {
        _office = new CentreOffice(jpki);
        _centre = new CentreService(_office.Flow, _office.Cities, _office.Sessions.Clock);
    }

    [Fact]
    public async Task A_kiosk_goes_through_the_flow_in_five_messages()
    {
        var visit = await _office.VisitAsync();
        var begun = await _centre.Begin(
            new BeginRequest { Kiosk = Kiosk.ToString(), Certificate = ByteString.CopyFrom(visit.Card.Certificate) }, FromKiosk);
        Assert.Equal((32, 60), (begun.Nonce.Length, begun.NonceSeconds));
        visit.Routing = visit.Routing with { Session = Wire.Session(begun.Session) };
        visit.Nonce = begun.Nonce.ToByteArray();
        var receipt = ReceiptNumber.Of(Kiosk, visit.Routing.Session).Text;

        var applied = await _centre.Apply(Application(visit), FromKiosk);
        Assert.Equal(new ApplyReply { Yen = 200, Sheets = 1, IssueToken = CentreOffice.Token }, applied);
        var issued = await _centre.Issue(new IssueRequest { Session = begun.Session, IssueToken = applied.IssueToken }, FromKiosk);
        Assert.Equal(CentreOffice.Certificate, issued.SealedCertificate);
        await _centre.Release(new ReleaseRequest { Session = begun.Session, Receipt = receipt, YenPaid = 200 }, FromKiosk);
        var settlement = new Settlement { Outcome = Outcome.Delivered, Receipt = receipt, CopiesDelivered = 1, YenKept = 200 };
        var settled = await _centre.Settle(new SettleRequest { Session = begun.Session, Settlement = settlement }, FromKiosk);
        Assert.Equal(settlement, settled.Settlement);
    }

    [Fact]
    public async Task Kiosks_are_told_what_the_cities_offer() => Assert.Equal(
        [City.ToString()], (await _centre.ListMunicipalities(new ListMunicipalitiesRequest(), FromKiosk)).Municipalities.Select(m => m.Code));

    [Fact]
    public async Task Kiosks_are_told_that_there_may_be_more_cities_while_a_server_has_never_answered()
    {
        async Task<bool> IncompleteAsync() => (await _centre.ListMunicipalities(new ListMunicipalitiesRequest(), FromKiosk)).Incomplete;
        _office.City.Silent = true;
        Assert.True(await IncompleteAsync());
        _office.City.Silent = false;
        _office.Sessions.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.False(await IncompleteAsync());
    }

    [Fact]
    public async Task Sessions_and_nonces_are_new_every_time()
    {
        var begun = new List<BeginReply>();
        for (var i = 0; i < 100; i++)
            begun.Add(await _centre.Begin(new BeginRequest { Kiosk = Kiosk.ToString(), JukiCard = 1 }, FromKiosk));
        Assert.Equal(100, begun.Select(b => b.Session).Distinct().Count());
        Assert.Equal(100, begun.Select(b => b.Nonce).Distinct().Count());
    }

    [Fact]
    public async Task A_kiosk_speaks_for_itself_only_000_79()
    {
        var visit = await _office.VisitAsync();
        Assert.Equal(CallerNotAllowed, await RefusalAsync(() => _centre.Begin(new BeginRequest { Kiosk = Kiosk.ToString() }, FromStranger)));
        Assert.Equal(CallerNotAllowed, await RefusalAsync(() => _centre.Apply(Application(visit), FromStranger)));
        await visit.ApplyAsync();
        _office.Calls.Clear();
        var session = Wire.Session(visit.Session);
        var fetch = new IssueRequest { Session = session, IssueToken = CentreOffice.Token };
        Assert.Equal(SessionExpired, await RefusalAsync(() => _centre.Issue(fetch, FromStranger)));
        var stolen = new ReleaseRequest { Session = session, Receipt = ReceiptNumber.Of(Stranger, visit.Session).Text, YenPaid = 200 };
        Assert.Equal(SessionExpired, await RefusalAsync(() => _centre.Release(stolen, FromStranger)));
        var report = new SettleRequest { Session = session, Settlement = new Settlement { Outcome = Outcome.Cancelled } };
        Assert.Equal(BadRequest, await RefusalAsync(() => _centre.Settle(report, FromStranger)));
        Assert.Empty(_office.Calls.Names);
        Assert.Equal(SessionState.Prepared, _office.Sessions.State(visit.Session));
    }

    [Theory]
    [InlineData(null, CallerNotAllowed)]
    [InlineData("", BadRequest)]
    [InlineData("kiosk 1", BadRequest)]
    [InlineData("../kiosk", BadRequest)]
    public async Task Who_has_no_name_of_a_kiosk_is_refused(string? name, FlowErrorCode expected)
    {
        Assert.Equal(expected, await RefusalAsync(() => _centre.Begin(new BeginRequest { Kiosk = name ?? "" }, new Call(name))));
        Assert.Equal(BadRequest, await RefusalAsync(() => _centre.Issue(new IssueRequest { Session = Wire.Session(Session) }, new Call(name))));
    }

    public static TheoryData<string, FlowErrorCode> Malformed { get; } = new()
    {
        { "no routing", BadRequest },
        { "a short session", BadRequest },
        { "no municipality", MunicipalityUnknown },
        { "an unknown kind", KindNotOffered },
        { "a short reply key", BadRequest },
        { "a reply key of a megabyte", BadRequest },
        { "a certificate of a megabyte", BadRequest },
        { "no card", BadRequest },
        { "a card that has no such number", BadRequest },
        { "another session's receipt", BadRequest },
        { "less than nothing paid", BadRequest },
        { "no session to issue", BadRequest },
        { "no settlement", BadRequest },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_message_is_refused_with_a_typed_error_and_asks_nobody(string what, FlowErrorCode expected)
    {
        var visit = await _office.VisitAsync();
        var application = Application(visit);
        var release = new ReleaseRequest { Session = Wire.Session(visit.Session), Receipt = visit.Receipt.Text, YenPaid = 200 };
        Task Send()
        {
            switch (what)
            {
                case "no routing": application.Routing = null; break;
                case "a short session": application.Routing.Session = ByteString.CopyFrom(new byte[15]); break;
                case "no municipality": application.Routing.Municipality = ""; break;
                case "an unknown kind": application.Routing.Kind = (Contracts.Shared.CertificateKind)99; break;
                case "a short reply key": application.ReplyKey = ByteString.CopyFrom(new byte[64]); break;
                case "a reply key of a megabyte": application.ReplyKey = ByteString.CopyFrom(new byte[1 << 20]); break;
                case "a certificate of a megabyte":
                    return _centre.Begin(new BeginRequest { Kiosk = Kiosk.ToString(), Certificate = ByteString.CopyFrom(new byte[1 << 20]) }, FromKiosk);
                case "no card": return _centre.Begin(new BeginRequest { Kiosk = Kiosk.ToString() }, FromKiosk);
                case "a card that has no such number":
                    return _centre.Begin(new BeginRequest { Kiosk = Kiosk.ToString(), JukiCard = JukiCardNumber.Largest + 1 }, FromKiosk);
                case "another session's receipt":
                    release.Receipt = ReceiptNumber.Of(Kiosk, new SessionId(1)).Text;
                    return _centre.Release(release, FromKiosk);
                case "less than nothing paid":
                    release.YenPaid = -200;
                    return _centre.Release(release, FromKiosk);
                case "no session to issue": return _centre.Issue(new IssueRequest(), FromKiosk);
                case "no settlement": return _centre.Settle(new SettleRequest { Session = Wire.Session(visit.Session) }, FromKiosk);
            }

            return _centre.Apply(application, FromKiosk);
        }

        Assert.Equal(expected, await RefusalAsync(Send));
        Assert.Empty(_office.Calls.Names);
    }

    static ApplyRequest Application(Visit visit) => new()
    {
        Routing = Wire.Routing(visit.Routing), SealedApplication = visit.Parcel, ReplyKey = visit.ReplyKey, Signature = visit.Sign(),
    };

    public void Dispose() => _office.Dispose();
}
