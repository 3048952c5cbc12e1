using KioskSim.Checkers.Evidence;
using KioskSim.City.Municipalities;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Proof.Rush;

/// <summary>A rush's own: all services in this process, for this rush alone, so that anything may be done at the counters.</summary>
/// <param name="meanwhile">What the operator does.</param>
public sealed class OwnCluster(LocalCluster cluster, Func<LocalCluster, CancellationToken, Task> meanwhile) : IRushSite
{
    /// <summary>What the city has closed for the day.</summary>
    internal const CertificateKind ClosedKind = CertificateKind.Tax;

    /// <summary>One whose operator does nothing.</summary>
    public OwnCluster(LocalCluster cluster) : this(cluster, (_, _) => Task.CompletedTask)
    {
    }

    public WorldFolder World => cluster.World;

    public TimeProvider Clock => cluster.Options.Clock;

    public IReadOnlyList<KioskId> Kiosks => cluster.Kiosks;

    public Wallet Wallet => cluster.Wallet;

    public Citizen CitizenAt(KioskId kiosk) => cluster.CitizenAt(kiosk);

    public ICityCounter CounterFor(Cast cast) => new CityCounter(cluster, cast);

    public async Task<T> VisitedAsync<T>(Func<Task<T>> visits)
    {
        cluster.LetLinesFail();
        using var over = new CancellationTokenSource();
        var operated = meanwhile(cluster, over.Token);
        try
        {
            return await visits();
        }
        finally
        {
            await over.CancelAsideAsync();
            await operated;
            await cluster.MendLinesAsync();
        }
    }

    public Task UntilToldAsync(CancellationToken stop) => Books.Of(cluster).UntilToldAsync(Clock, stop);

    public WhatLeft CopyBooks(IReadOnlyList<Visit> visits) => Books.Of(cluster).Copy(visits);

    internal static Municipality Close(Municipality city) => city with
    {
        Suspensions = [new Suspension(ClusterOptions.UsualTime.Date, ClusterOptions.UsualTime.Date.AddDays(1), new HashSet<CertificateKind> { ClosedKind })],
    };
}
