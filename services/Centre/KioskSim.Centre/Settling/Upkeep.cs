using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Validity;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Settling;

/// <summary>What the centre does beside answering: tells cities what they have not heard, ends sessions that were left lying.</summary>
sealed class Upkeep(CityTeller teller, SessionJournal journal, OpenSessions sessions, ILogger<Upkeep> log)
{
    public async Task OnceAsync(CancellationToken stop)
    {
        sessions.Lapse(CentreOptions.SessionLife); // first: what only the memory holds goes also while tables are away
        await teller.TellAllAsync(stop);
        if (journal.Lapse(CentreOptions.SessionLife) is > 0 and var lapsed)
            CentreLog.Lapsed(log, lapsed);
    }
}
