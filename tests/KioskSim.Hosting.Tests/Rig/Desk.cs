using Grpc.Core;
using KioskSim.Contracts.StoreLine;

namespace KioskSim.Hosting.Tests.Rig;

/// <summary>A clerk's desk that does what the test says, behind everything that stands around a service.</summary>
sealed class Desk : ClerkDesk.ClerkDeskBase
{
    int _answered;

    public Func<ReceiptRequest, ServerCallContext, Task<ReceiptReply>> Handler { get; set; } = (_, _) => Task.FromResult(new ReceiptReply());

    /// <summary>Calls that got through to it.</summary>
    public int Answered => _answered;

    public override Task<ReceiptReply> Find(ReceiptRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref _answered);
        return Handler(request, context);
    }
}
