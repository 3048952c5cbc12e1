using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Domain.Log;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Settling;

/// <summary>What the centre does beside answering: tells cities what they have not heard, ends sessions that were left lying.</summary>
sealed partial class Upkeep(CityTeller teller, SessionJournal journal, OpenSessions sessions, TimeProvider clock, ILogger<Upkeep> log)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any kiosk waits for a citizen, so that only what was really left is ended.</summary>
    static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await teller.TellAllAsync(stop);
            sessions.Lapse(SessionLife);
            if (journal.Lapse(SessionLife) is > 0 and var lapsed)
                Lapsed(log, lapsed);
            await Task.Delay(Interval, clock, stop);
        }
    }

    [LoggerMessage(LogEvents.SessionsLapsed, LogLevel.Information, "{Sessions} sessions that nobody paid for were ended")]
    static partial void Lapsed(ILogger log, int sessions);
}
