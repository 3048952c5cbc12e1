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
/// complete, and no city is called unknown. Such a one is asked again soon, and so is one that has suspended something: that is over at any moment.
/// </summary>
public sealed class CityDirectory(
    IReadOnlyList<IssuanceServer.IssuanceServerClient> servers, TimeProvider clock, TimeSpan maximumAge, ILogger<CityDirectory> log)
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    readonly Said[] _said = [.. servers.Select(_ => new Said(null, long.MinValue))];
    readonly SemaphoreSlim _asking = new(1, 1);
    volatile Known _known = new([], Complete: false); // replaced, never changed
    long _freshUntil = long.MinValue; // UTC ticks, which are read outside the lock

    sealed record Entry(IssuanceServer.IssuanceServerClient Server, Municipality Description);

    sealed record Known(Dictionary<MunicipalityCode, Entry> Entries, bool Complete);

    /// <param name="Cities">Null: it has never answered.</param>
    /// <param name="FreshUntil">UTC ticks.</param>
    sealed record Said(IReadOnlyList<KeyValuePair<MunicipalityCode, Entry>>? Cities, long FreshUntil);

    /// <summary>Every city that takes part, by code.</summary>
    /// <returns>And whether there can be no other.</returns>
    public async Task<(IReadOnlyList<Municipality> Municipalities, bool Complete)> ListAsync(CancellationToken stop)
    {
        await RefreshAsync(atOnce: false, stop);
        var known = _known;
        return ([.. known.Entries.OrderBy(e => e.Key.ToString(), StringComparer.Ordinal).Select(e => e.Value.Description)], known.Complete);
    }

    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCode.MunicipalityUnknown"/>: it takes no part. <see cref="FlowErrorCode.CityUnreachable"/>: nobody can tell yet.
    /// </exception>
    public async Task<IssuanceServer.IssuanceServerClient> FindAsync(MunicipalityCode municipality, CancellationToken stop)
    {
        if (!_known.Entries.ContainsKey(municipality))
            await RefreshAsync(atOnce: true, stop);
        var known = _known;
        return known.Entries.TryGetValue(municipality, out var entry) ? entry.Server
            : throw new FlowException(known.Complete ? FlowErrorCode.MunicipalityUnknown : FlowErrorCode.CityUnreachable);
    }

    /// <param name="atOnce">Whatever is known, all are asked.</param>
    async Task RefreshAsync(bool atOnce, CancellationToken stop)
    {
        if (!atOnce && IsFresh(Volatile.Read(ref _freshUntil)))
            return;
        await _asking.EnterAsync(stop);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, servers.Count).Where(i => atOnce || !IsFresh(_said[i].FreshUntil)).Select(i => AskAsync(i, stop)));
            _known = new Known(Merge(_said.SelectMany(s => s.Cities ?? [])), Complete: _said.All(s => s.Cities is not null));
            Volatile.Write(ref _freshUntil, _said.Select(s => s.FreshUntil).Append(long.MaxValue).Min());
        }
        finally
        {
            _asking.Release();
        }
    }

    bool IsFresh(long until) => clock.GetUtcNow().UtcTicks < until;

    async Task AskAsync(int server, CancellationToken stop)
    {
        var before = _said[server].Cities;
        var now = await DescribeAsync(servers[server], stop);
        var isSettled = now is null ? before is not null : !now.Any(c => c.Value.Description.Offers.Any(o => o.Suspended));
        _said[server] = new Said(now ?? before, (clock.GetUtcNow() + (isSettled ? maximumAge : Soon)).UtcTicks);
    }

    // Null: it does not answer.
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
            return null;
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
