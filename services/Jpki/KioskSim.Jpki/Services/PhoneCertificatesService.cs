using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Internet;
using KioskSim.Jpki.Issuing;

namespace KioskSim.Jpki.Services;

/// <summary>What the phone's app asks of JPKI for a certificate in the phone: a key, a serial number and a signature in, a certificate that names nobody out.</summary>
public sealed class PhoneCertificatesService(PhoneDesk desk, Authority authority, HolderProofs proofs, TimeProvider clock) : PhoneCertificates.PhoneCertificatesBase
{
    public override Task<BeginApplicationReply> BeginApplication(BeginApplicationRequest request, ServerCallContext context) => Task.FromResult(
        new BeginApplicationReply { Nonce = ByteString.CopyFrom(proofs.NewNonce()), NonceSeconds = (int)ProofNonces.Life.TotalSeconds });

    public override Task<ApplyForPhoneReply> ApplyForPhone(ApplyForPhoneRequest request, ServerCallContext context)
    {
        var issued = desk.Apply(
            request.PublicKey.Memory, request.Nonce.Span, Messages.Serial(request.Serial), request.Signature.Span, clock.GetUtcNow());
        return Task.FromResult(new ApplyForPhoneReply
        {
            Certificate = ByteString.CopyFrom(issued.Certificate),
            Authority = ByteString.CopyFrom(authority.IssuerOf(issued.Certificate).Certificate.Der.Span),
        });
    }
}
