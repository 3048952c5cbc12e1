using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Lgwan;
using KioskSim.Jpki.Issuing;
using PinKind = KioskSim.Domain.Cards.CardPinKind;
using Cause = KioskSim.Pki.Profile.RevocationCause;

namespace KioskSim.Jpki.Services;

/// <summary>What a city's card counter asks of JPKI: to sign for the key of a card, to renew, and to take certificates back.</summary>
public sealed class CardOfficeService(Authority authority, Lifecycle lifecycle, UnlockDesk unlock, PhoneDesk phones, TimeProvider clock) : CardOffice.CardOfficeBase
{
    public override Task<PersonaliseReply> Personalise(PersonaliseRequest request, ServerCallContext context)
    {
        var serial = Messages.Serial(request.Serial);
        var certificate = authority.Personalise(serial, request.PublicKey.Span);
        return Task.FromResult(new PersonaliseReply
        {
            Certificate = ByteString.CopyFrom(certificate), Authority = IssuerOf(certificate), UnlockKey = ByteString.CopyFrom(unlock.KeyFor(serial)),
        });
    }

    public override Task<IssuedReply> Issue(CertificateOrder request, ServerCallContext context) =>
        Task.FromResult(Reply(authority.Issue(Messages.Order(request), clock.GetUtcNow())));

    public override Task<IssuedReply> Renew(RenewRequest request, ServerCallContext context) =>
        Task.FromResult(Reply(authority.Renew(Messages.Serial(request.Serial), Messages.Order(request.Order), clock.GetUtcNow())));

    public override Task<ChangeReply> Revoke(RevokeRequest request, ServerCallContext context) => Task.FromResult(
        new ChangeReply { Changed = lifecycle.Revoke(Messages.Serial(request.Serial), (Cause)request.Cause, clock.GetUtcNow()) });

    public override Task<UnlockReply> Unlock(UnlockRequest request, ServerCallContext context) => Task.FromResult(new UnlockReply
    {
        Code = ByteString.CopyFrom(unlock.Authorise(Messages.Serial(request.Serial), (PinKind)request.Pin, request.Challenge.Span)),
    });

    public override Task<ChangeReply> Release(CertificateName request, ServerCallContext context) =>
        Task.FromResult(new ChangeReply { Changed = lifecycle.Release(Messages.Serial(request.Serial)) });

    public override Task<ReportChangeReply> ReportChange(CertificateName request, ServerCallContext context) =>
        Task.FromResult(new ReportChangeReply { Revoked = lifecycle.ReportChange(Messages.Serial(request.Serial), clock.GetUtcNow()) });

    public override Task<PhoneReply> FindPhone(CertificateName request, ServerCallContext context)
    {
        var phone = phones.Find(Messages.Serial(request.Serial));
        return Task.FromResult(new PhoneReply { Serial = phone is { } serial ? ByteString.CopyFrom(serial.ToDer()) : ByteString.Empty });
    }

    IssuedReply Reply(IssuedCertificate issued) => new()
    {
        Serial = ByteString.CopyFrom(issued.Serial.ToDer()),
        Certificate = ByteString.CopyFrom(issued.Certificate),
        Authority = IssuerOf(issued.Certificate),
        UnlockKey = ByteString.CopyFrom(unlock.KeyFor(issued.Serial)),
    };

    ByteString IssuerOf(byte[] certificate) => ByteString.CopyFrom(authority.IssuerOf(certificate).Certificate.Der.Span);
}
