using KioskSim.Domain.Errors;

namespace KioskSim.Kiosk.Printing;

/// <summary>The out-tray: its sensor, and what draws forgotten paper into the locked box.</summary>
public interface IOutTray
{
    /// <summary>Sheets that lie in the tray, whenever that changes, first the present number.</summary>
    /// <exception cref="FlowException">The sensor is dead.</exception>
    IAsyncEnumerable<int> WatchAsync(CancellationToken stop);

    /// <summary>Draws all that lies there into the box, which a key opens.</summary>
    /// <returns>How many sheets.</returns>
    /// <exception cref="FlowException">It cannot; the paper lies where it lay.</exception>
    Task<int> WithdrawAsync(CancellationToken stop);
}

/// <summary>The lamp that calls the clerk.</summary>
public interface IClerkLamp
{
    /// <exception cref="FlowException">The wire is dead.</exception>
    Task SetAsync(bool isOn, CancellationToken stop);
}
