using KioskSim.City.Faults;
using KioskSim.Cluster;
using KioskSim.LineFaults;
using KioskSim.Load.Arrivals;

namespace KioskSim.Load.Fleet;

/// <summary>What is to be there when load is put on it.</summary>
public sealed record FleetOptions
{
    /// <summary>Who lives in the world, who comes and what for: the same number, the same run.</summary>
    public required ulong Seed { get; init; }

    public int Kiosks { get; init; } = 16;

    /// <summary>How many cities of the prefecture, 1 to 5.</summary>
    public int Cities { get; init; } = 5;

    public int Residents { get; init; } = 5000;

    /// <summary>
    /// How many of the residents come, again and again, over all machines: more than there are kiosks, for nobody can be at two. The key of each one's
    /// card is made beforehand, which takes a tenth of a second.
    /// </summary>
    public int People { get; init; } = 200;

    /// <summary>Of the people, this machine's share.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether what everybody had in their hands is kept until the end, some 5 KB a visit, so that it can be held against the books.</summary>
    public bool RemembersVisits { get; init; }

    /// <summary>The time in the simulation when it begins.</summary>
    public DateTimeOffset At { get; init; } = ClusterOptions.UsualTime;

    /// <summary>What is wrong in the issuance servers; null: nothing.</summary>
    public FaultChoice? Fault { get; init; }

    /// <summary>What is wrong with lines and machines once load is put on them.</summary>
    public LineFaultChoice LineFaults { get; init; } = LineFaultChoice.None;

    /// <summary>On how many servers each service stands; null: one of each, on tables in files.</summary>
    public Replicas? Replicas { get; init; }

    /// <summary>With <see cref="Replicas"/>: connection string of the PostgreSQL database in which all tables are made, and from which they go at the end.</summary>
    public string? Postgres { get; init; }

    /// <summary>Services that run already, whose kiosks and people these are; null: its own, made for the run.</summary>
    public RunningServices? Running { get; init; }

    /// <summary>Time of the machine.</summary>
    public required TimeProvider WallClock { get; init; }
}

/// <summary>A deployment whose services run already.</summary>
/// <param name="Place">Its folder or packed file.</param>
/// <param name="Data">Where cards are kept and the services' data lie; null: in its folder.</param>
/// <param name="World">The folder of the world whose registers its cities have.</param>
public sealed record RunningServices(string Place, string? Data, string World);
