using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Registry;

/// <summary>A household as the base registers last pushed it, with what other registers say of its members.</summary>
public sealed record RegisteredHousehold(
    MunicipalityCode Municipality,
    Household Household,
    IReadOnlyDictionary<ResidentId, SealRegistration> Seals,
    IReadOnlyDictionary<CertificateSerial, ResidentId> Certificates)
{
    public Person Member(ResidentId resident) => Household.Members.First(m => m.Id == resident);

    public override string ToString() => Household.ToString();
}

/// <summary>Who a certificate stands for, and the household that person is in.</summary>
public sealed record Applicant(RegisteredHousehold Registered, Person Person)
{
    public MunicipalityCode Municipality => Registered.Municipality;

    public SealRegistration? Seal => Registered.Seals.GetValueOrDefault(Person.Id);

    public override string ToString() => Person.ToString();
}
