namespace KioskSim.Kiosk.Printing;

/// <summary>The sensor of the out-tray.</summary>
public interface IOutTray
{
    /// <summary>Sheets that lie in the tray, whenever that changes, first the present number.</summary>
    IAsyncEnumerable<int> WatchAsync(CancellationToken stop);
}
