using Google.Protobuf;
using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Envelope.CityKeys;
using KioskSim.Jpki.Tests;
using KioskSim.Paper.Fonts;
using KioskSim.Registers;
using static KioskSim.Domain.Errors.FlowErrorCode;

namespace KioskSim.City.Tests.Issuance;

public sealed class IssuanceServiceTests : IDisposable
{
    readonly IssueOffice _office;
    readonly IssuanceService _service;

    public IssuanceServiceTests(JpkiCentre jpki)
    {
        _office = new IssueOffice(jpki);
        _service = new IssuanceService(_office.Desk, _office.UseDesk, ServedTowns.Both, _office.Feeds, _office.Clock);
    }

    [Fact]
    public async Task A_server_describes_its_cities_their_offers_and_their_keys_000_21()
    {
        var reply = await _service.Describe(new DescribeRequest(), new Call());
        Assert.Equal(["482013", "482021"], reply.Municipalities.Select(m => m.Code));
        var offer = reply.Municipalities[1].Offers[0];
        Assert.Equal((250, 5, 63U, true, "毎日6:30～23:00"), (offer.YenPerCopy, offer.MostCopies, offer.Options, offer.Open, offer.Hours));
        Assert.Equal([false, true], reply.Municipalities.Select(m => m.AcceptsJukiCards)); // 001-41
        using var key = CityCertificate.ReadSealingKey(
            reply.Municipalities[0].SealingCertificate.Span, Town.Here, ServedTowns.Authority.Certificate, JpkiCentre.Noon);
    }

    [Theory]
    [InlineData("2017-01-15T22:00:00+09:00", new string[0], false)]
    [InlineData("2017-01-16T07:00:00+09:00", new[] { "482013" }, true)]
    [InlineData("2022-10-03T23:00:00+09:00", new[] { "482013", "482021" }, false)]
    public async Task A_city_is_listed_from_the_start_of_its_service_and_says_whether_it_is_open_000_19_000_25(string at, string[] listed, bool open)
    {
        _office.Clock.Now = DateTimeOffset.Parse(at);
        var reply = await _service.Describe(new DescribeRequest(), new Call());
        Assert.Equal(listed, reply.Municipalities.Select(m => m.Code));
        Assert.All(reply.Municipalities.SelectMany(m => m.Offers), o => Assert.Equal(open, o.Open));
    }

    [Fact]
    public async Task Kinds_whose_registers_have_fallen_behind_are_described_as_suspended_000_40()
    {
        var asShipped = new ServedCities([(Town.AsShipped("482013"), ServedTowns.Both.Of(Town.Here).Keys)], FontSet.Shared);
        var service = new IssuanceService(_office.Desk, _office.UseDesk, asShipped, _office.Feeds, _office.Clock);
        _office.Feeds.Confirm(Town.Here, RegisterKind.Residents, _office.Clock.Now); // and no other register
        var offers = (await service.Describe(new DescribeRequest(), new Call())).Municipalities.Single().Offers;
        Assert.Equal([CertificateKind.ResidentRecord, CertificateKind.ResidentEntries], offers.Where(o => o.Open).Select(o => o.Kind).Order());
        Assert.All(offers, o => Assert.Equal(!o.Open, o.Suspended));
    }

    public static TheoryData<string, FlowErrorCode> Malformed { get; } = new()
    {
        { "nothing", BadRequest },
        { "no routing", BadRequest },
        { "no evidence", BadRequest },
        { "a short session", BadRequest },
        { "no kiosk", BadRequest },
        { "no municipality", MunicipalityUnknown },
        { "a municipality that is not served", MunicipalityUnknown },
        { "no kind", KindNotOffered },
        { "an unknown kind", KindNotOffered },
        { "a short nonce", BadRequest },
        { "a nonce of a megabyte", BadRequest },
        { "a short reply key", BadRequest },
        { "a reply key of a megabyte", BadRequest },
        { "an empty application", ApplicationUnreadable },
        { "an application of a megabyte", ApplicationUnreadable },
        { "a certificate of a megabyte", CertificateInvalid },
        { "no card at all", CertificateInvalid },
        { "a card that has no such number", BadRequest },
        { "a card of the city's with an answer of JPKI", BadRequest },
        { "a card of the city's with a revocation list", BadRequest },
        { "a card of a city that takes none", JukiCardNotAccepted },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_request_is_refused_with_a_typed_error(string what, FlowErrorCode expected)
    {
        var request = Request();
        var megabyte = ByteString.CopyFrom(new byte[1 << 20]);
        switch (what)
        {
            case "nothing": request = new PrepareRequest(); break;
            case "no routing": request.Routing = null; break;
            case "no evidence": request.Evidence = null; break;
            case "a short session": request.Routing.Session = ByteString.CopyFrom(new byte[15]); break;
            case "no kiosk": request.Routing.Kiosk = ""; break;
            case "no municipality": request.Routing.Municipality = ""; break;
            case "a municipality that is not served": request.Routing.Municipality = Town.Kamahara.Code.ToString(); break;
            case "no kind": request.Routing.Kind = 0; break;
            case "an unknown kind": request.Routing.Kind = (Contracts.Shared.CertificateKind)99; break;
            case "a short nonce": request.Evidence.Nonce = ByteString.CopyFrom(new byte[31]); break;
            case "a nonce of a megabyte": request.Evidence.Nonce = megabyte; break;
            case "a short reply key": request.Evidence.ReplyKey = ByteString.CopyFrom(new byte[64]); break;
            case "a reply key of a megabyte": request.Evidence.ReplyKey = megabyte; break;
            case "a certificate of a megabyte": request.Evidence.Certificate = megabyte; break;
            case "no card at all": request.Evidence.ClearCard(); break;
            case "a card that has no such number": (request.Evidence.JukiCard, request.Evidence.OcspResponse) = (-1, ByteString.Empty); break;
            case "a card of the city's with an answer of JPKI": request.Evidence.JukiCard = 1; break;
            case "a card of the city's with a revocation list":
                (request.Evidence.JukiCard, request.Evidence.OcspResponse, request.Evidence.RevocationList) = (1, ByteString.Empty, megabyte);
                break;
            case "a card of a city that takes none": (request.Evidence.JukiCard, request.Evidence.OcspResponse) = (1, ByteString.Empty); break;
            case "an empty application": request = Request(application: []); break;
            case "an application of a megabyte": request = Request(application: megabyte.ToByteArray()); break;
        }

        var refused = await Assert.ThrowsAsync<FlowException>(() => _service.Prepare(request, new Call()));
        Assert.Equal(expected, refused.Code);
    }

    PrepareRequest Request(byte[]? application = null)
    {
        using var visit = _office.Visit();
        visit.Parcel = application ?? visit.Parcel;
        var shown = visit.Evidence();
        return new PrepareRequest
        {
            Routing = Wire.Routing(visit.Routing),
            SealedApplication = ByteString.CopyFrom(visit.Parcel),
            Evidence = new Evidence
            {
                Certificate = ByteString.CopyFrom(shown.Certificate.Span), Signature = ByteString.CopyFrom(shown.Signature.Span),
                Nonce = ByteString.CopyFrom(shown.Nonce.Span), ReplyKey = ByteString.CopyFrom(shown.ReplyKey.Span),
                OcspResponse = ByteString.CopyFrom(shown.OcspResponse.Span),
            },
        };
    }

    [Fact]
    public async Task A_settlement_is_answered_with_what_stands()
    {
        using var visit = _office.Visit();
        visit.Issue(visit.Prepare().Token);
        var request = new SettleRequest
        {
            Municipality = visit.Routing.Municipality.ToString(), Session = Wire.Session(visit.Routing.Session),
            Settlement = new Settlement { Outcome = Outcome.Refunded, Receipt = "kiosk-1-0000000001", YenReturned = 200 },
        };
        var first = await _service.Settle(request, new Call());
        Assert.Equal(request.Settlement, first.Settlement);

        request.Settlement = new Settlement { Outcome = Outcome.Cancelled, Receipt = "kiosk-1-0000000001" };
        Assert.Equal(first, await _service.Settle(request, new Call()));

        request.Settlement = new Settlement();
        Assert.Equal(BadRequest, (await Assert.ThrowsAsync<FlowException>(() => _service.Settle(request, new Call()))).Code);
        request.Settlement = null;
        Assert.Equal(BadRequest, (await Assert.ThrowsAsync<FlowException>(() => _service.Settle(request, new Call()))).Code);
    }

    public void Dispose() => _office.Dispose();
}
