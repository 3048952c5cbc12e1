namespace KioskSim.LineFaults.Members;

/// <summary>A service starts with a clock that is fast by so much; slow, where it is less than nothing.</summary>
static class ClockSkew
{
    public static readonly LineFaultKind Kind = new(
        "clock-skew",
        "サーバーの時計がずれています。",
        "A service's clock is wrong.",
        Struck.Start, FaultAmount.Of(TimeSpan.FromMinutes(1)), UsualRate: 1);
}
