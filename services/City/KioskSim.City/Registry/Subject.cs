using KioskSim.City.Registry.Family;
using KioskSim.Domain.Values;
using KioskSim.Registers.Taxes;

namespace KioskSim.City.Registry;

/// <summary>Who applies, and what the registers hold that is needed for the kind asked for: a resident, or somebody in a family register who lives elsewhere.</summary>
/// <param name="Resident">Null: lives elsewhere.</param>
/// <param name="Family">For kinds that are made from a family register.</param>
/// <param name="Tax">Of the current year, for kinds that are made from the tax register; null there: no return is known.</param>
public sealed record Subject(MunicipalityCode Municipality, Applicant? Resident, FamilyEntry? Family = null, TaxEntry? Tax = null)
{
    /// <summary>SHA-256 of the rows that the certificate is made from: as long as it is the same, what was made says what the registers say.</summary>
    public required byte[] Source { get; init; }

    public DateOnly BirthDate => Resident?.Person.BirthDate ?? Family!.Member.BirthDate;

    /// <summary>支援措置</summary>
    public bool Protected => Resident?.Person.Protected ?? Family!.Member.Protected;

    /// <summary>The city's own number of the person; null: not one of its residents.</summary>
    public long? ResidentNumber => Resident?.Person.Id.Value;

    public override string ToString() => Resident?.ToString() ?? Family!.ToString();
}
