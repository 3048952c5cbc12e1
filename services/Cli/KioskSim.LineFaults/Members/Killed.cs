namespace KioskSim.LineFaults.Members;

/// <summary>A service dies, with all that it had in memory, and is started again after so long.</summary>
static class Killed
{
    public static readonly LineFaultKind Kind = new(
        "killed",
        "サーバーのプログラムが突然落ち、しばらくして起動し直されます。",
        "A service dies without being asked, and is started again.",
        Struck.Service, FaultAmount.Of(TimeSpan.FromSeconds(1)), UsualRate: 0.01)
    {
        OnService = (service, time) => service.Kill(time),
    };
}
