using System.Net;
using Grpc.Core;

namespace KioskSim.Hosting.Spreading;

/// <summary>One of the servers that stand behind a service. Safe for concurrent use.</summary>
/// <param name="calls">The way to it.</param>
public sealed class Server(IPEndPoint address, CallInvoker calls, TimeProvider clock)
{
    /// <summary>How long one is left out that did not take a call.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    const long InUse = long.MinValue;

    long _restsUntil = InUse;

    public IPEndPoint Address => address;

    public CallInvoker Calls => calls;

    /// <summary>Whether a call may be given to it. Of those who ask when its rest is over, one may try; the others go elsewhere until that one knows.</summary>
    public bool MayBeTried()
    {
        var until = Volatile.Read(ref _restsUntil);
        var now = clock.GetUtcNow().UtcTicks;
        return until == InUse || (now >= until && Interlocked.CompareExchange(ref _restsUntil, now + Rest.Ticks, until) == until);
    }

    public void LeaveOut() => Volatile.Write(ref _restsUntil, clock.GetUtcNow().UtcTicks + Rest.Ticks);

    /// <summary>It took a call, whatever came of it.</summary>
    public void Took()
    {
        if (Volatile.Read(ref _restsUntil) != InUse)
            Volatile.Write(ref _restsUntil, InUse);
    }
}
