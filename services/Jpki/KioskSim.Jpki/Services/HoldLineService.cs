using Grpc.Core;
using KioskSim.Contracts.Lgwan;
using KioskSim.Jpki.Issuing;

namespace KioskSim.Jpki.Services;

/// <summary>The 24-hour line for lost cards: certificates go on hold at once. Taking a hold back needs a visit to the city's counter.</summary>
public sealed class HoldLineService(Lifecycle lifecycle, TimeProvider clock) : HoldLine.HoldLineBase
{
    public override Task<ChangeReply> Hold(CertificateName request, ServerCallContext context) =>
        Task.FromResult(new ChangeReply { Changed = lifecycle.Hold(Messages.Serial(request.Serial), clock.GetUtcNow()) });
}
