using System.Collections.Concurrent;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Callers;

/// <summary>Counts refusals of each caller and blocks who reaches the limit, until an operator lets it in again (001-56).</summary>
/// <param name="limit">Refusals within <paramref name="window"/> that block.</param>
public sealed class Blocklist(TimeProvider clock, int limit, TimeSpan window)
{
    // Callers hold certificates that this deployment made, so their number is bounded.
    readonly ConcurrentDictionary<Caller, Entry> _entries = [];

    sealed class Entry
    {
        public readonly Queue<DateTimeOffset> Refusals = [];
        public bool IsBlocked;
    }

    public bool IsBlocked(Caller caller) => _entries.TryGetValue(caller, out var entry) && entry.IsBlocked;

    public IReadOnlyList<Caller> Blocked => [.. _entries.Where(e => e.Value.IsBlocked).Select(e => e.Key)];

    /// <summary>Counts one refusal. True when it is the one that blocks.</summary>
    public bool Count(Caller caller)
    {
        var now = clock.GetUtcNow();
        var entry = _entries.GetOrAdd(caller, _ => new Entry());
        lock (entry)
        {
            entry.Refusals.Enqueue(now);
            while (entry.Refusals.Peek() < now - window)
                entry.Refusals.Dequeue();
            if (entry.IsBlocked || entry.Refusals.Count < limit)
                return false;
            return entry.IsBlocked = true;
        }
    }

    /// <summary>An operator lets a caller in again.</summary>
    public void Release(Caller caller) => _entries.TryRemove(caller, out _);
}
