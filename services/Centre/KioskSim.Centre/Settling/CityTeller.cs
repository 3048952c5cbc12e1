using KioskSim.Centre.Cities;
using KioskSim.Centre.Journal;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Settling;

/// <summary>Tells cities how sessions ended, until each has acknowledged. The journal is the list of what is still to be told.</summary>
public sealed partial class CityTeller(SessionJournal journal, CityDirectory cities, ILogger<CityTeller> log)
{
    const int Batch = 100;

    /// <summary>Tells one city of one session. What it does not hear now it is told again later.</summary>
    public async Task TellAsync(SessionRecord record, CancellationToken stop)
    {
        if (record.Municipality is null || record.CityToldAt is not null)
            return; // no city was asked for anything, or it knows
        var session = SessionId.Parse(record.Session);
        try
        {
            var city = await cities.FindAsync(Wire.Municipality(record.Municipality), stop);
            await city.SettleAsync(
                new SettleRequest { Municipality = record.Municipality, Session = Wire.Session(session), Settlement = Settlements.Describe(record) },
                cancellationToken: stop);
            journal.CityTold(session);
        }
        catch (FlowException e)
        {
            NotTold(log, session, e.Code);
        }
    }

    public async Task TellAllAsync(CancellationToken stop)
    {
        foreach (var record in journal.CitiesToTell(Batch))
            await TellAsync(record, stop);
    }

    [LoggerMessage(LogEvents.CityNotTold, LogLevel.Warning, "The city has not heard yet how session {Session} ended: {Code}")]
    static partial void NotTold(ILogger log, SessionId session, FlowErrorCode code);
}
