namespace KioskSim.Load.Machines;

/// <summary>What this process has used up, from its start to a moment: services and generator together, which are one process.</summary>
/// <param name="CpuSeconds">Over all cores.</param>
/// <param name="ResidentMegabytes">At that moment; likewise the next.</param>
public sealed record Usage(
    double CpuSeconds, double ResidentMegabytes, double ManagedMegabytes, double AllocatedMegabytes, int Gen0, int Gen1, int Gen2, double GcPauseMilliseconds)
{
    const double Megabyte = 1024 * 1024;

    public static Usage Now() => new(
        Environment.CpuUsage.TotalTime.TotalSeconds, Environment.WorkingSet / Megabyte, GC.GetTotalMemory(forceFullCollection: false) / Megabyte,
        GC.GetTotalAllocatedBytes() / Megabyte, GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalPauseDuration().TotalMilliseconds);

    /// <summary>Since an earlier moment; memory as it stands.</summary>
    public Usage Since(Usage earlier) => this with
    {
        CpuSeconds = CpuSeconds - earlier.CpuSeconds, AllocatedMegabytes = AllocatedMegabytes - earlier.AllocatedMegabytes,
        Gen0 = Gen0 - earlier.Gen0, Gen1 = Gen1 - earlier.Gen1, Gen2 = Gen2 - earlier.Gen2,
        GcPauseMilliseconds = GcPauseMilliseconds - earlier.GcPauseMilliseconds,
    };

    /// <summary>Of two machines together.</summary>
    public static Usage operator +(Usage a, Usage b) => new(
        a.CpuSeconds + b.CpuSeconds, a.ResidentMegabytes + b.ResidentMegabytes, a.ManagedMegabytes + b.ManagedMegabytes, a.AllocatedMegabytes + b.AllocatedMegabytes,
        a.Gen0 + b.Gen0, a.Gen1 + b.Gen1, a.Gen2 + b.Gen2, a.GcPauseMilliseconds + b.GcPauseMilliseconds);
}
