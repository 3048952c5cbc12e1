using KioskSim.Checkers.Evidence;
using KioskSim.City.Municipalities;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Proof.Rush;

/// <summary>A rush's own: all services in this process, for this rush alone, so that anything may be done at the counters.</summary>
sealed class OwnCluster(LocalCluster cluster) : IRushSite
{
    /// <summary>What the city has closed for the day.</summary>
    public const CertificateKind ClosedKind = CertificateKind.Tax;

    public WorldFolder World => cluster.World;

    public TimeProvider Clock => cluster.Options.Clock;

    public IReadOnlyList<KioskId> Kiosks => cluster.Kiosks;

    public Wallet Wallet => cluster.Wallet;

    public Citizen CitizenAt(KioskId kiosk) => cluster.CitizenAt(kiosk);

    public ICityCounter CounterFor(Cast cast) => new CityCounter(cluster, cast);

    public async Task<T> VisitedAsync<T>(Func<Task<T>> visits)
    {
        cluster.LetLinesFail();
        try
        {
            return await visits();
        }
        finally
        {
            await cluster.MendLinesAsync();
        }
    }

    public Task UntilToldAsync(CancellationToken stop) => Books.Of(cluster).UntilToldAsync(Clock, stop);

    public WhatLeft CopyBooks(IReadOnlyList<Visit> visits) => Books.Of(cluster).Copy(visits);

    public static Municipality Close(Municipality city) => city with
    {
        Suspensions = [new Suspension(ClusterOptions.UsualTime.Date, ClusterOptions.UsualTime.Date.AddDays(1), new HashSet<CertificateKind> { ClosedKind })],
    };
}
