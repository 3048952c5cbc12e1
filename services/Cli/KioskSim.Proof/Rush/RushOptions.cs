using KioskSim.City.Faults;
using KioskSim.Cluster;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.LineFaults;

namespace KioskSim.Proof.Rush;

/// <summary>Who comes to a rush.</summary>
/// <param name="Seed">Another seed, other people in another order.</param>
public sealed record RushPlan(ulong Seed = 1)
{
    /// <summary>What so many people at once come for, round by round.</summary>
    public IReadOnlyList<CertificateKind> Rounds { get; init; } =
        [CertificateKind.ResidentRecord, CertificateKind.FamilyRegister, CertificateKind.SealRegistration];

    /// <summary>Whether people who must get nothing come at the end.</summary>
    public bool BarredCome { get; init; } = true;
}

/// <summary>A rush at several kiosks of services of its own, and what is wrong in them.</summary>
public sealed record RushOptions
{
    /// <summary>A world with people for every kind of certificate: some 600 residents of <see cref="RushHour.City"/>.</summary>
    public required string World { get; init; }

    public required TimeProvider WallClock { get; init; }

    public RushPlan Plan { get; init; } = new();

    public int Kiosks { get; init; } = 4;

    /// <summary>What is wrong with lines and machines while people are at the kiosks.</summary>
    public LineFaultChoice LineFaults { get; init; } = LineFaultChoice.None;

    /// <summary>How JPKI's authority is founded.</summary>
    public AuthorityOptions Authority { get; init; } = new();

    /// <summary>What the operator does while people are at the kiosks, from when they come until they are gone; nothing.</summary>
    public Func<LocalCluster, CancellationToken, Task> Meanwhile { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>In what else the cluster differs from that of a rush; in nothing.</summary>
    public Func<ClusterOptions, ClusterOptions> Differing { get; init; } = options => options;

    /// <summary>Null: everything is right.</summary>
    public FaultChoice? Fault { get; init; }
}
