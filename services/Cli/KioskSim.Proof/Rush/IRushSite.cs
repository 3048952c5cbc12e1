using KioskSim.Checkers.Evidence;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Proof.Rush;

/// <summary>Where a rush takes place: kiosks with people before them, the city's counters, and the books that are looked at when everybody is gone.</summary>
public interface IRushSite
{
    /// <summary>Whose registers the city has.</summary>
    WorldFolder World { get; }

    /// <summary>The time of the simulation.</summary>
    TimeProvider Clock { get; }

    IReadOnlyList<KioskId> Kiosks { get; }

    /// <summary>The pockets of those who come.</summary>
    Wallet Wallet { get; }

    Citizen CitizenAt(KioskId kiosk);

    ICityCounter CounterFor(Cast cast);

    /// <summary>People are at the kiosks. What was chosen to go wrong with lines and machines goes wrong meanwhile, and is over when they are gone.</summary>
    Task<T> VisitedAsync<T>(Func<Task<T>> visits);

    /// <summary>Waits until the books of what has come to its end say so, if they ever do; whoever is never told is a finding.</summary>
    Task UntilToldAsync(CancellationToken stop);

    /// <summary>The books as they are now. What was decided at counters is not in them.</summary>
    WhatLeft CopyBooks(IReadOnlyList<Visit> visits);
}

/// <summary>The city's counters during a rush: what goes on there, and who must get nothing because of it.</summary>
public interface ICityCounter
{
    /// <summary>What was decided, as the clerk wrote it down.</summary>
    IReadOnlyList<CounterEntry> Book { get; }

    /// <summary>Kinds that the city has announced to be closed.</summary>
    IReadOnlySet<CertificateKind> Closed { get; }

    /// <summary>Sees to it that there are people who must get nothing, and each wants just that.</summary>
    Task<IReadOnlyList<Wish>> BarAsync(CancellationToken stop);

    /// <summary>Something that concerns none of those at the kiosks: the registers' work goes on.</summary>
    Task WorkAsync(CancellationToken stop);
}
