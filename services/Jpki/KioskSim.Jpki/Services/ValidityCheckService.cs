using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Internet;
using KioskSim.Jpki.Ocsp;

namespace KioskSim.Jpki.Services;

/// <summary>The validity check on the Internet line: an RFC 6960 request in, its signed answer out, both as they are (000-48, 000-51).</summary>
public sealed class ValidityCheckService(OcspResponder responder) : ValidityCheck.ValidityCheckBase
{
    public override Task<OcspResponse> Check(OcspRequest request, ServerCallContext context) => Answer(request);

    public override Task<OcspResponse> CheckAgain(OcspRequest request, ServerCallContext context) => Answer(request);

    Task<OcspResponse> Answer(OcspRequest request) =>
        Task.FromResult(new OcspResponse { Der = UnsafeByteOperations.UnsafeWrap(responder.Answer(request.Der.Memory)) });
}
