using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Registry;

/// <summary>A household as the base registers last pushed it, with what other registers say of its members.</summary>
public sealed record RegisteredHousehold(
    MunicipalityCode Municipality,
    Household Household,
    IReadOnlyDictionary<ResidentId, SealRegistration> Seals,
    IReadOnlyDictionary<CertificateSerial, ResidentId> Certificates,
    IReadOnlyDictionary<JukiCardNumber, JukiCardEntry> JukiCards)
{
    public Person Member(ResidentId resident) => Household.Members.First(m => m.Id == resident);

    public override string ToString() => Household.ToString();
}

/// <summary>Who a card stands for, and the household that person is in.</summary>
public sealed record Applicant(RegisteredHousehold Registered, Person Person)
{
    public MunicipalityCode Municipality => Registered.Municipality;

    /// <summary>As far as the city knows: a certificate stands for this person.</summary>
    public bool HasIndividualNumberCard => Registered.Certificates.Values.Contains(Person.Id);

    public SealRegistration? Seal => Registered.Seals.GetValueOrDefault(Person.Id);

    public override string ToString() => Person.ToString();
}
