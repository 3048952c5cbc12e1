using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting;

/// <summary>
/// What a service does by itself at intervals. Where its tables cannot be had it is left for the next time: what is under way in the service's memory outlasts a database that is
/// away for a while.
/// </summary>
public abstract class RegularWork(TimeSpan interval, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <exception cref="DbException">The tables cannot be had.</exception>
    protected abstract Task WorkAsync(CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var away = false;
        while (true)
        {
            try
            {
                await WorkAsync(stoppingToken);
                away = false;
            }
            catch (DbException e)
            {
                if (!away)
                    HostingLog.TablesAway(log, e.GetType().Name);
                away = true;
            }

            await Task.Delay(interval, clock, stoppingToken);
        }
    }
}
