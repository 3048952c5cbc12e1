using System.Collections.Concurrent;
using KioskSim.Centre.Cities;
using KioskSim.Centre.Journal;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Settling;

/// <summary>Tells cities how sessions ended, until each has acknowledged. The journal is the list of what is still to be told.</summary>
public sealed class CityTeller(SessionJournal journal, CityDirectory cities, ILogger<CityTeller> log)
{
    /// <summary>Sessions a city is told of at a time.</summary>
    const int Batch = 100;

    readonly ConcurrentDictionary<SessionId, bool> _telling = [];

    /// <summary>Tells one city of one session. What it does not hear now it is told again later.</summary>
    public async Task TellAsync(SessionRecord record, CancellationToken stop) => await TryTellAsync(record, stop);

    /// <summary>Tells every city what it has not heard, oldest first. One that cannot be reached keeps no other waiting.</summary>
    public Task TellAllAsync(CancellationToken stop) =>
        Task.WhenAll(journal.CitiesToTell(Batch).GroupBy(r => r.Municipality).Select(city => TellAsync(city, stop)));

    async Task TellAsync(IEnumerable<SessionRecord> sessionsOfACity, CancellationToken stop)
    {
        foreach (var record in sessionsOfACity)
        {
            if (!await TryTellAsync(record, stop))
                return;
        }
    }

    /// <returns>False: the city cannot be reached, so that it is no use to go on.</returns>
    async Task<bool> TryTellAsync(SessionRecord record, CancellationToken stop)
    {
        if (record.Municipality is null || record.CityToldAt is not null)
            return true; // no city was asked for anything, or it knows
        var session = SessionId.Parse(record.Session);
        if (!_telling.TryAdd(session, true))
            return true; // it is being told at this moment
        try
        {
            if (journal.Find(session)?.CityToldAt is not null)
                return true; // it was, since the record was read
            var city = await cities.FindAsync(Wire.Municipality(record.Municipality), stop);
            await city.SettleAsync(
                new SettleRequest { Municipality = record.Municipality, Session = Wire.Session(session), Settlement = Settlements.Describe(record) },
                cancellationToken: stop);
            journal.CityTold(session);
            return true;
        }
        catch (FlowException e)
        {
            CentreLog.NotTold(log, session, e.Code);
            return e.Code is not (FlowErrorCode.CityUnreachable or FlowErrorCode.MunicipalityUnknown);
        }
        finally
        {
            _telling.TryRemove(session, out _);
        }
    }
}
