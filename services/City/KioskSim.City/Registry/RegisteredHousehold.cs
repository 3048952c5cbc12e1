using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Registry;

/// <summary>A household as the base registers last pushed it, with the cards of its members.</summary>
public sealed record RegisteredHousehold(
    MunicipalityCode Municipality,
    Household Household,
    IReadOnlyDictionary<CertificateSerial, ResidentId> Certificates,
    IReadOnlyDictionary<JukiCardNumber, JukiCardEntry> JukiCards)
{
    public Person Member(ResidentId resident) => Household.Members.First(m => m.Id == resident);

    public override string ToString() => Household.ToString();
}

/// <summary>Who a card stands for, and the household that person is in.</summary>
/// <param name="Seal">The person's latest seal registration, cancelled or not.</param>
/// <param name="Source">SHA-256 of the rows that this was read from.</param>
public sealed record Applicant(RegisteredHousehold Registered, Person Person, SealRegistration? Seal, byte[] Source)
{
    public MunicipalityCode Municipality => Registered.Municipality;

    /// <summary>As far as the city knows: a certificate stands for this person.</summary>
    public bool HasIndividualNumberCard => Registered.Certificates.Values.Contains(Person.Id);

    public override string ToString() => Person.ToString();
}
