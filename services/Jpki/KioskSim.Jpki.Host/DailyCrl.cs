using KioskSim.Domain.Time;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Issuing;

namespace KioskSim.Jpki.Host;

/// <summary>One full revocation list a day for each generation of the authority, made when the first client asks.</summary>
sealed class DailyCrl(Authority authority, CrlPublisher publisher, TimeProvider clock)
{
    readonly Lock _lock = new();
    readonly Dictionary<int, (DateOnly Day, byte[] List)> _lists = [];

    /// <returns>DER; null when there is no such generation.</returns>
    public byte[]? Of(int generation)
    {
        if (authority.Generations.FirstOrDefault(g => g.Number == generation) is not { } issuer)
            return null;
        lock (_lock)
        {
            var today = clock.GetJapanToday();
            if (!_lists.TryGetValue(generation, out var latest) || latest.Day != today)
                _lists[generation] = latest = (today, publisher.Publish(issuer, clock.GetUtcNow()));
            return latest.List;
        }
    }
}
