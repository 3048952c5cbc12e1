using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>A household as it goes over the city core, with its members' certificates and 住基カード.</summary>
public static class HouseholdRows
{
    public static HouseholdRow Describe(MunicipalityCode municipality, HouseholdEntry entry)
    {
        var household = entry.Household;
        var row = new HouseholdRow { Municipality = municipality.ToString(), Household = household.Id.Value, Address = household.Address };
        foreach (var member in household.Members)
        {
            var person = Describe(member);
            person.CertificateSerials.AddRange(entry.Certificates.Where(c => c.Resident == member.Id).Select(c => c.Serial.Value));
            person.JukiCards.AddRange(entry.JukiCards.Where(c => c.Resident == member.Id).Select(Describe));
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
        BirthDate = RowDate.Of(person.BirthDate),
        Sex = (int)person.Sex,
        Relationship = person.Relationship,
        ResidentSince = RowDate.Of(person.ResidentSince),
        AddressSince = RowDate.Of(person.AddressSince),
        PreviousAddress = person.PreviousAddress ?? "",
        Domicile = person.Domicile is { } domicile
            ? new DomicileRow { Place = domicile.Place, Head = domicile.Head, Municipality = domicile.Municipality?.ToString() ?? "" }
            : null,
        Foreign = person.Foreign is { } foreign ? Describe(foreign) : null,
        IndividualNumber = person.IndividualNumber.Reveal(),
        Standing = new StandingRow
        {
            Status = (int)person.Standing.Status, On = RowDate.Of(person.Standing.On), Destination = person.Standing.Destination ?? "",
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
        ExpiresOn = RowDate.Of(foreign.ExpiresOn),
        CardNumber = foreign.CardNumber ?? "",
    };

    static JukiCardRow Describe(JukiCardEntry card) => new() { Number = card.Number.Value, IssuedOn = RowDate.Of(card.IssuedOn), ReturnedOn = RowDate.Of(card.ReturnedOn) };
}
