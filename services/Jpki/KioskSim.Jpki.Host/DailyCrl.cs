using KioskSim.Domain.Time;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Host;

/// <summary>One edition of revocation lists a day for each generation of the authority, made when the first client asks.</summary>
sealed class DailyCrl(Authority authority, CrlPublisher publisher, TimeProvider clock)
{
    readonly Lock _lock = new();
    readonly Dictionary<int, (DateOnly Day, CrlEdition Edition)> _editions = [];

    /// <returns>Null when there is no such generation.</returns>
    public CrlEdition? Today(Func<Generation, bool> which)
    {
        if (authority.Generations.FirstOrDefault(which) is not { } issuer)
            return null;
        lock (_lock)
        {
            var today = clock.GetJapanToday();
            if (!_editions.TryGetValue(issuer.Number, out var latest) || latest.Day != today)
                _editions[issuer.Number] = latest = (today, publisher.Publish(issuer, clock.GetUtcNow()));
            return latest.Edition;
        }
    }

    /// <summary>When there will be another edition.</summary>
    public static DateTimeOffset EndOf(CrlEdition edition) => CertificateLifetime.StartOf(CertificateLifetime.DayOf(edition.ThisUpdate).AddDays(1));
}
