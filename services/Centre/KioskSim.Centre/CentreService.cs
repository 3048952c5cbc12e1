using Grpc.Core;
using KioskSim.Centre.Cities;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Settling;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Pki.Certificates;

namespace KioskSim.Centre;

/// <summary>The centre on the store line: takes messages apart, makes sure that a kiosk speaks for itself only, and follows the flow.</summary>
sealed class CentreService(IssueFlow flow, CityDirectory cities, TimeProvider clock) : CertificateCentre.CertificateCentreBase
{
    public override async Task<ListMunicipalitiesReply> ListMunicipalities(ListMunicipalitiesRequest request, ServerCallContext context)
    {
        var kiosk = Speaker(context).ToString();
        var (municipalities, complete) = await cities.ListAsync(context.CancellationToken);
        var reply = new ListMunicipalitiesReply { Incomplete = !complete };
        reply.Municipalities.AddRange(municipalities.Select(m => AsSeenAt(kiosk, m)));
        return reply;
    }

    // At a city's own terminal its offers are others (001-40); which terminals it has is not for kiosks.
    static Municipality AsSeenAt(string kiosk, Municipality described)
    {
        if (described.Terminals.Count == 0)
            return described;
        var seen = described.Clone();
        seen.Terminals.Clear();
        if (described.Terminals.FirstOrDefault(t => t.Kiosk == kiosk) is { } own)
        {
            seen.Offers.Clear();
            seen.Offers.AddRange(own.Offers);
        }

        return seen;
    }

    public override Task<BeginReply> Begin(BeginRequest request, ServerCallContext context)
    {
        var (session, nonce) = flow.Begin(Speaker(context, request.Kiosk), Read(request));
        return Task.FromResult(new BeginReply
        {
            Session = Wire.Session(session), Nonce = Google.Protobuf.ByteString.CopyFrom(nonce), NonceSeconds = (int)OpenSessions.NonceLife.TotalSeconds,
        });
    }

    public override async Task<ApplyReply> Apply(ApplyRequest request, ServerCallContext context)
    {
        var prepared = await flow.ApplyAsync(Read(request, context), clock.GetUtcNow(), context.CancellationToken);
        return new ApplyReply { Yen = prepared.Yen, Sheets = prepared.Sheets, IssueToken = prepared.IssueToken };
    }

    public override async Task<ListMembersReply> ListMembers(ApplyRequest request, ServerCallContext context)
    {
        var (members, nonce) = await flow.ListMembersAsync(Read(request, context), clock.GetUtcNow(), context.CancellationToken);
        return new ListMembersReply { SealedMembers = members, Nonce = Google.Protobuf.ByteString.CopyFrom(nonce) };
    }

    public override async Task<RegisterUseReply> RegisterUse(ApplyRequest request, ServerCallContext context)
    {
        await flow.RegisterUseAsync(Read(request, context), clock.GetUtcNow(), context.CancellationToken);
        return new RegisterUseReply();
    }

    public override async Task<IssueReply> Issue(IssueRequest request, ServerCallContext context) => new()
    {
        SealedCertificate = await flow.IssueAsync(Wire.Session(request.Session), Speaker(context), request.IssueToken, context.CancellationToken),
    };

    public override async Task<ReleaseReply> Release(ReleaseRequest request, ServerCallContext context)
    {
        var (kiosk, session) = (Speaker(context), Wire.Session(request.Session));
        if (request.Receipt != ReceiptNumber.Of(kiosk, session).Text)
            throw Wire.Bad("the receipt is another session's");
        if (request.YenPaid < 0)
            throw Wire.Bad("nobody pays less than nothing");
        await flow.ReleaseAsync(session, kiosk, new Yen(request.YenPaid), context.CancellationToken);
        return new ReleaseReply();
    }

    public override async Task<SettleReply> Settle(SettleRequest request, ServerCallContext context)
    {
        var (kiosk, session) = (Speaker(context), Wire.Session(request.Session));
        var ending = Settlements.Read(request.Settlement, kiosk, session);
        return new SettleReply { Settlement = Settlements.Describe(await flow.SettleAsync(session, kiosk, ending, context.CancellationToken)) };
    }

    public override Task<ReportWithdrawnReply> ReportWithdrawn(ReportWithdrawnRequest request, ServerCallContext context)
    {
        if (request.Sheets < 1)
            throw Wire.Bad("no sheet is nothing to report");
        flow.Withdraw(Wire.Session(request.Session), Speaker(context), request.Sheets);
        return Task.FromResult(new ReportWithdrawnReply());
    }

    static SealedApply Read(ApplyRequest request, ServerCallContext context)
    {
        var routing = Wire.Routing(request.Routing);
        Speaker(context, routing.Kiosk.ToString());
        return request.ReplyKey.Length == DhKem.PublicKeySize
            ? new SealedApply(routing, request.SealedApplication, request.ReplyKey, request.Signature)
            : throw Wire.Bad($"reply_key is {DhKem.PublicKeySize} bytes, not {request.ReplyKey.Length}");
    }

    static ShownCard Read(BeginRequest request) => request.CardCase switch
    {
        BeginRequest.CardOneofCase.Certificate => request.Certificate.Length <= ParsedCertificate.Longest // it is kept as long as the session
            ? new ShownCard.WithCertificate(request.Certificate.Memory)
            : throw Wire.Bad($"certificate is longer than {ParsedCertificate.Longest} bytes"),
        BeginRequest.CardOneofCase.JukiCard => JukiCardNumber.TryCreate(request.JukiCard, out var number)
            ? new ShownCard.Juki(number)
            : throw Wire.Bad("juki_card is no number of one"),
        _ => throw Wire.Bad("card is missing"),
    };

    /// <summary>The kiosk that the connection's certificate names.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CallerNotAllowed"/>: it says that it is another.</exception>
    static KioskId Speaker(ServerCallContext context, string? saysItIs = null)
    {
        var name = context.AuthContext.FindPropertiesByName("x509_common_name").FirstOrDefault()?.Value;
        if (saysItIs is not null && saysItIs != name)
            throw new FlowException(FlowErrorCode.CallerNotAllowed, "a kiosk speaks for itself only");
        return Wire.Kiosk(name ?? "");
    }
}
