using Google.Protobuf;
using Grpc.Core;
using KioskSim.City.Cards;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.UseRegistration;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Time;
using KioskSim.Envelope.Hpke;

namespace KioskSim.City.Issuance;

/// <summary>The issue desk on LGWAN: takes messages apart, refuses malformed ones, and leaves the rest to the desk.</summary>
public sealed class IssuanceService(IssueDesk desk, UseDesk uses, ServedCities cities, FeedStates feeds, TimeProvider clock) : IssuanceServer.IssuanceServerBase
{
    const int NonceSize = 32;

    public override Task<DescribeReply> Describe(DescribeRequest request, ServerCallContext context)
    {
        var now = clock.GetJapanNow();
        var reply = new DescribeReply();
        reply.Municipalities.AddRange(cities.All
            .Where(c => c.Municipality.ServiceStart <= DateOnly.FromDateTime(now.DateTime))
            .Select(c => Describe(c, now)));
        return Task.FromResult(reply);
    }

    public override Task<PrepareReply> Prepare(PrepareRequest request, ServerCallContext context)
    {
        var prepared = desk.Prepare(Wire.Routing(request.Routing), request.SealedApplication.Span, Read(request.Evidence));
        return Task.FromResult(new PrepareReply
        {
            Yen = prepared.Fee.Amount, Sheets = prepared.Sheets, IssueToken = ByteString.CopyFrom(prepared.Token),
        });
    }

    public override Task<ListMembersReply> ListMembers(PrepareRequest request, ServerCallContext context) => Task.FromResult(new ListMembersReply
    {
        SealedMembers = UnsafeByteOperations.UnsafeWrap(desk.ListMembers(Wire.Routing(request.Routing), request.SealedApplication.Span, Read(request.Evidence))),
    });

    public override Task<RegisterUseReply> RegisterUse(PrepareRequest request, ServerCallContext context)
    {
        uses.Apply(Wire.Routing(request.Routing), request.SealedApplication.Span, Read(request.Evidence));
        return Task.FromResult(new RegisterUseReply());
    }

    static ShownEvidence Read(Evidence? evidence)
    {
        if (evidence is null)
            throw Wire.Bad("evidence is missing");
        if (evidence.Nonce.Length != NonceSize)
            throw Wire.Bad($"nonce is {NonceSize} bytes, not {evidence.Nonce.Length}");
        if (evidence.ReplyKey.Length != DhKem.PublicKeySize)
            throw Wire.Bad($"reply_key is {DhKem.PublicKeySize} bytes, not {evidence.ReplyKey.Length}");
        var shown = new ShownEvidence(
            evidence.Certificate.Memory, evidence.Signature.Memory, evidence.Nonce.Memory, evidence.ReplyKey.Memory, evidence.OcspResponse.Memory,
            evidence.RevocationList.Memory);
        if (evidence.CardCase != Evidence.CardOneofCase.JukiCard)
            return shown;
        if (!shown.OcspResponse.IsEmpty || !shown.RevocationList.IsEmpty)
            throw Wire.Bad("of a 住基カード JPKI has nothing to say");
        return shown with { JukiCard = JukiCardNumber.TryCreate(evidence.JukiCard, out var number) ? number : throw Wire.Bad("juki_card is no number of one") };
    }

    public override async Task<IssueReply> Issue(IssueRequest request, ServerCallContext context) => new()
    {
        SealedCertificate = UnsafeByteOperations.UnsafeWrap(
            await desk.IssueAsync(Wire.Municipality(request.Municipality), Wire.Session(request.Session), request.IssueToken.Memory)),
    };

    public override Task<ReleaseReply> Release(ReleaseRequest request, ServerCallContext context)
    {
        desk.Release(Wire.Municipality(request.Municipality), Wire.Session(request.Session), request.OcspResponse.Memory, request.RevocationList.Memory);
        return Task.FromResult(new ReleaseReply());
    }

    public override Task<SettleReply> Settle(SettleRequest request, ServerCallContext context)
    {
        var settlement = request.Settlement ?? throw Wire.Bad("settlement is missing");
        var state = settlement.Outcome switch
        {
            Outcome.Delivered => IssueState.Delivered,
            Outcome.Refunded => IssueState.Refunded,
            Outcome.Cancelled => IssueState.Cancelled,
            _ => throw Wire.Bad("outcome is missing"),
        };
        var stands = desk.Settle(
            Wire.Municipality(request.Municipality), Wire.Session(request.Session),
            new IssueEnding(state, settlement.CopiesDelivered, settlement.YenKept, settlement.YenReturned));
        return Task.FromResult(new SettleReply { Settlement = Describe(stands, settlement.Receipt) });
    }

    static Settlement Describe(IssueEnding end, string receipt) => new()
    {
        Outcome = end.State switch
        {
            IssueState.Delivered => Outcome.Delivered,
            IssueState.Refunded => Outcome.Refunded,
            _ => Outcome.Cancelled,
        },
        Receipt = receipt,
        CopiesDelivered = end.CopiesDelivered,
        YenKept = end.YenKept,
        YenReturned = end.YenReturned,
    };

    Contracts.Shared.Municipality Describe(ServedCity city, DateTimeOffset now)
    {
        var (municipality, keys, _) = city;
        var described = new Contracts.Shared.Municipality
        {
            Code = municipality.Code.ToString(),
            Name = municipality.Name,
            NameEnglish = municipality.NameEnglish,
            SealingCertificate = ByteString.CopyFrom(keys.SealingCertificate),
            SigningCertificate = ByteString.CopyFrom(keys.SigningCertificate),
            AcceptsJukiCards = municipality.AcceptsJukiCards,
        };
        described.Offers.AddRange(municipality.Offers.Select(o => Describe(municipality, o, terminal: null, now)));
        foreach (var terminal in municipality.Terminals)
        {
            var own = new Terminal { Kiosk = terminal.Kiosk.ToString() };
            own.Offers.AddRange(municipality.Offers.Select(o => Describe(municipality, o, terminal, now)));
            described.Terminals.Add(own);
        }

        return described;
    }

    Contracts.Shared.Offer Describe(Municipalities.Municipality city, Municipalities.Offer offer, OwnTerminal? terminal, DateTimeOffset now)
    {
        var availability = feeds.AvailabilityOf(city, offer, terminal, now);
        var hours = offer.HoursAt(terminal);
        return new Contracts.Shared.Offer
        {
            Kind = (Contracts.Shared.CertificateKind)offer.Kind,
            Name = offer.Name,
            NameEnglish = offer.NameEnglish,
            YenPerCopy = offer.FeeAt(terminal).Amount,
            MostCopies = offer.MostCopies,
            Options = (uint)offer.Options,
            Open = availability == Availability.Open,
            Suspended = availability == Availability.Suspended,
            Hours = hours.Text,
            HoursEnglish = hours.TextEnglish,
        };
    }
}
