using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Certificates;

namespace KioskSim.Jpki.Services;

/// <summary>What a city's card counter asks of JPKI: to sign for the key of a new card, and to take certificates back.</summary>
public sealed class CardOfficeService(Authority authority, TimeProvider clock) : CardOffice.CardOfficeBase
{
    public override Task<PersonaliseReply> Personalise(PersonaliseRequest request, ServerCallContext context)
    {
        var certificate = authority.Personalise(Serial(request.Serial), request.PublicKey.Span);
        return Task.FromResult(new PersonaliseReply
        {
            Certificate = ByteString.CopyFrom(certificate),
            Authority = ByteString.CopyFrom(authority.IssuerOf(certificate).Certificate.Der.Span),
        });
    }

    public override Task<RevokeReply> Revoke(RevokeRequest request, ServerCallContext context)
    {
        var reason = (RevocationReason)request.Reason;
        if (!Enum.IsDefined(reason) || reason == RevocationReason.RemoveFromList)
            throw Wire.Bad("reason is no reason to revoke (RFC 5280, section 5.3.1)");
        if (reason == RevocationReason.CertificateHold)
            authority.Hold(Serial(request.Serial), clock.GetUtcNow());
        else
            authority.Revoke(Serial(request.Serial), reason, clock.GetUtcNow());
        return Task.FromResult(new RevokeReply());
    }

    static CertificateSerial Serial(ByteString bytes) =>
        CertificateSerial.TryFromDer(bytes.Span, out var serial) ? serial : throw Wire.Bad("serial is no serial number");
}
