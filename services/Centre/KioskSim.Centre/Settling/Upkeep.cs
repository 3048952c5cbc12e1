using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Validity;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Settling;

/// <summary>What the centre does beside answering: tells cities what they have not heard, ends sessions that were left lying.</summary>
sealed class Upkeep(CityTeller teller, SessionJournal journal, OpenSessions sessions, TimeProvider clock, ILogger<Upkeep> log)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await teller.TellAllAsync(stop);
            sessions.Lapse(CentreOptions.SessionLife);
            if (journal.Lapse(CentreOptions.SessionLife) is > 0 and var lapsed)
                CentreLog.Lapsed(log, lapsed);
            await Task.Delay(Interval, clock, stop);
        }
    }
}
