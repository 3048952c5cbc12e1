using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Cities;

/// <summary>
/// Which city is served by which issuance server, and what it offers, as the servers themselves say. A server that does not answer
/// keeps its cities on the list as they were last described; applying there says that the city cannot be reached. One that answers has
/// the cities that it names and no others; a city that two name stays where it was. While one has never answered, the list is not
/// complete: it is asked again soon, and no city is called unknown.
/// </summary>
public sealed class CityDirectory(
    IReadOnlyList<IssuanceServer.IssuanceServerClient> servers, TimeProvider clock, TimeSpan maximumAge, ILogger<CityDirectory> log)
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    volatile Known _known = new([], Complete: false); // replaced, never changed
    readonly SemaphoreSlim _asking = new(1, 1);
    long _askedAt = long.MinValue; // UTC ticks, which are read outside the lock

    sealed record Entry(IssuanceServer.IssuanceServerClient Server, Municipality Description);

    sealed record Known(Dictionary<MunicipalityCode, Entry> Entries, bool Complete);

    /// <summary>Every city that takes part, by code.</summary>
    /// <returns>And whether there can be no other.</returns>
    public async Task<(IReadOnlyList<Municipality> Municipalities, bool Complete)> ListAsync(CancellationToken stop)
    {
        await RefreshAsync(maximumAge, stop);
        var known = _known;
        return ([.. known.Entries.OrderBy(e => e.Key.ToString(), StringComparer.Ordinal).Select(e => e.Value.Description)], known.Complete);
    }

    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCode.MunicipalityUnknown"/>: it takes no part. <see cref="FlowErrorCode.CityUnreachable"/>: nobody can tell yet.
    /// </exception>
    public async Task<IssuanceServer.IssuanceServerClient> FindAsync(MunicipalityCode municipality, CancellationToken stop)
    {
        if (!_known.Entries.ContainsKey(municipality))
            await RefreshAsync(TimeSpan.Zero, stop);
        var known = _known;
        return known.Entries.TryGetValue(municipality, out var entry) ? entry.Server
            : throw new FlowException(known.Complete ? FlowErrorCode.MunicipalityUnknown : FlowErrorCode.CityUnreachable);
    }

    async Task RefreshAsync(TimeSpan age, CancellationToken stop)
    {
        if (IsFresh(age))
            return;
        await _asking.EnterAsync(stop);
        try
        {
            if (IsFresh(age))
                return;
            var described = await Task.WhenAll(servers.Select(s => DescribeAsync(s, stop)));
            _known = new Known(Merge(described.SelectMany(d => d ?? [])), Complete: !described.Contains(null));
            Volatile.Write(ref _askedAt, clock.GetUtcNow().UtcTicks);
        }
        finally
        {
            _asking.Release();
        }
    }

    bool IsFresh(TimeSpan age) => Volatile.Read(ref _askedAt) is var asked and not long.MinValue && clock.GetUtcNow().UtcTicks - asked < (_known.Complete || age < Soon ? age : Soon).Ticks;

    // Null: it does not answer and never has.
    async Task<IReadOnlyList<KeyValuePair<MunicipalityCode, Entry>>?> DescribeAsync(IssuanceServer.IssuanceServerClient server, CancellationToken stop)
    {
        try
        {
            var reply = await server.DescribeAsync(new DescribeRequest(), cancellationToken: stop);
            return [.. reply.Municipalities.Select(d => KeyValuePair.Create(Wire.Municipality(d.Code), new Entry(server, d)))];
        }
        catch (FlowException e)
        {
            CentreLog.Undescribed(log, e.Code);
            return _known.Entries.Where(e => e.Value.Server == server).ToList() is { Count: > 0 } before ? before : null;
        }
    }

    Dictionary<MunicipalityCode, Entry> Merge(IEnumerable<KeyValuePair<MunicipalityCode, Entry>> named)
    {
        var merged = new Dictionary<MunicipalityCode, Entry>();
        foreach (var (code, entry) in named)
        {
            if (merged.TryAdd(code, entry))
                continue;
            CentreLog.Contested(log, code);
            if (_known.Entries.TryGetValue(code, out var before) && before.Server == entry.Server)
                merged[code] = entry;
        }

        return merged;
    }
}
