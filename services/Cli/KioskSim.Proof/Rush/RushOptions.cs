using KioskSim.City.Faults;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;

namespace KioskSim.Proof.Rush;

/// <summary>A rush at several kiosks at once, and what is wrong in it.</summary>
public sealed record RushOptions
{
    /// <summary>A world with people for every kind of certificate: some 600 residents of <see cref="RushHour.City"/>.</summary>
    public required string World { get; init; }

    public required TimeProvider WallClock { get; init; }

    /// <summary>Another seed, other people in another order.</summary>
    public ulong Seed { get; init; } = 1;

    public int Kiosks { get; init; } = 4;

    /// <summary>What so many people at once come for, round by round.</summary>
    public IReadOnlyList<CertificateKind> Rounds { get; init; } =
        [CertificateKind.ResidentRecord, CertificateKind.FamilyRegister, CertificateKind.SealRegistration];

    /// <summary>Whether people who must get nothing come at the end.</summary>
    public bool BarredCome { get; init; } = true;

    /// <summary>How JPKI's authority is founded.</summary>
    public AuthorityOptions Authority { get; init; } = new();

    /// <summary>Null: everything is right.</summary>
    public FaultChoice? Fault { get; init; }
}
