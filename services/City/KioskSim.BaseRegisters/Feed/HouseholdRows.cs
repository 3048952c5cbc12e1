using System.Globalization;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>A household as it goes over the city core: with its members' seals, certificates and 住基カード, which other registers keep.</summary>
static class HouseholdRows
{
    public static HouseholdRow Describe(
        MunicipalityCode municipality, Household household, Func<ResidentId, SealRegistration?> seal, Func<ResidentId, IEnumerable<CertificateSerial>> certificates,
        Func<ResidentId, IEnumerable<JukiCardEntry>> jukiCards)
    {
        var row = new HouseholdRow { Municipality = municipality.ToString(), Household = household.Id.Value, Address = household.Address };
        foreach (var member in household.Members)
        {
            var person = Describe(member);
            if (seal(member.Id) is { } registration)
                person.Seal = Describe(registration);
            person.CertificateSerials.AddRange(certificates(member.Id).Select(s => s.Value));
            person.JukiCards.AddRange(jukiCards(member.Id).Select(Describe));
            row.Members.Add(person);
        }

        return row;
    }

    static PersonRow Describe(Person person) => new()
    {
        Resident = person.Id.Value,
        Name = person.Name.Text,
        Kana = person.Name.Kana,
        FormerFamily = person.Name.FormerFamily ?? "",
        FormerFamilyKana = person.Name.FormerFamilyKana ?? "",
        BirthDate = Date(person.BirthDate),
        Sex = (int)person.Sex,
        Relationship = person.Relationship,
        ResidentSince = Date(person.ResidentSince),
        AddressSince = Date(person.AddressSince),
        PreviousAddress = person.PreviousAddress ?? "",
        Domicile = person.Domicile is { } domicile
            ? new DomicileRow { Place = domicile.Place, Head = domicile.Head, Municipality = domicile.Municipality?.ToString() ?? "" }
            : null,
        Foreign = person.Foreign is { } foreign ? Describe(foreign) : null,
        IndividualNumber = person.IndividualNumber.Reveal(),
        Standing = new StandingRow
        {
            Status = (int)person.Standing.Status, On = Date(person.Standing.On), Destination = person.Standing.Destination ?? "",
        },
        Protected = person.Protected,
    };

    static ForeignRow Describe(ForeignResident foreign) => new()
    {
        Nationality = foreign.Nationality,
        Category = (int)foreign.Category,
        RomanName = foreign.RomanName,
        Alias = foreign.Alias ?? "",
        AliasKana = foreign.AliasKana ?? "",
        Status = foreign.Status ?? "",
        Period = foreign.Period ?? "",
        ExpiresOn = Date(foreign.ExpiresOn),
        CardNumber = foreign.CardNumber ?? "",
    };

    static SealRow Describe(SealRegistration seal) => new()
    {
        Number = seal.Number, RegisteredOn = Date(seal.RegisteredOn), Inscription = seal.Inscription, CancelledOn = Date(seal.CancelledOn),
    };

    static JukiCardRow Describe(JukiCardEntry card) => new() { Number = card.Number.Value, IssuedOn = Date(card.IssuedOn), ReturnedOn = Date(card.ReturnedOn) };

    static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
