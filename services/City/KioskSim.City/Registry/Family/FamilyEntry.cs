using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.Registry.Family;

/// <summary>Somebody in a family register of the city.</summary>
/// <param name="Source">SHA-256 of the row that this was read from.</param>
public sealed record FamilyEntry(FamilyRegister Register, FamilyMember Member, byte[] Source)
{
    public override string ToString() => $"{Member} of {Register}";
}

/// <summary>What the night-duty terminal may see of a member, and whose register it is (000-69).</summary>
public sealed record FamilyCandidate(FamilyRegisterId Register, string Domicile, string Name, DateOnly BirthDate)
{
    public override string ToString() => "candidate (not shown)";
}
