using KioskSim.Domain.Time;

namespace KioskSim.Kiosk.Session;

/// <summary>Waiting that may run out without that being an error.</summary>
static class Patience
{
    /// <returns>False when the time was up first.</returns>
    public static async Task<bool> CompletesWithinAsync(this TimeProvider clock, Task task, TimeSpan patience, CancellationToken stop)
    {
        try
        {
            await task.HeardAsync().WaitAsync(patience, clock, stop);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
