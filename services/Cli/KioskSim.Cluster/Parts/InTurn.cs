using KioskSim.LineFaults.Members;

namespace KioskSim.Cluster.Parts;

/// <summary>A service that stands on several servers: what happens to it happens to one of them at a time, to each in turn.</summary>
sealed class InTurn(IReadOnlyList<IFaultyService> servers) : IFaultyService
{
    int _last = -1;

    public void Kill(TimeSpan time) => Next.Kill(time);

    public void FillDisk(TimeSpan time) => Next.FillDisk(time);

    IFaultyService Next => servers[(int)((uint)Interlocked.Increment(ref _last) % (uint)servers.Count)];
}
