namespace KioskSim.LineFaults.Members;

/// <summary>A service's database may not grow for so long, as on a disk that is full: SQLite's own limit of pages.</summary>
static class DiskFull
{
    public static readonly LineFaultKind Kind = new(
        "disk-full",
        "データベースのディスクがいっぱいになり、しばらく書き込めません。",
        "The disk under a service's database is full for a while.",
        Struck.Service, FaultAmount.Of(TimeSpan.FromSeconds(2)), UsualRate: 0.02)
    {
        OnService = (service, time) => service.FillDisk(time),
    };
}
