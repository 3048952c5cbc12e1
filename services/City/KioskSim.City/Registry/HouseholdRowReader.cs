using System.Collections.Immutable;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using static KioskSim.City.Registry.RowFields;

namespace KioskSim.City.Registry;

/// <summary>
/// Turns a pushed row into a household, or says which field is wrong. Reasons name fields and never repeat what stands in them.
/// </summary>
static class HouseholdRowReader
{
    /// <exception cref="RowException">A field is missing, malformed or contradicts another.</exception>
    public static RegisteredHousehold Read(HouseholdRow row)
    {
        var municipality = Municipality("municipality", row.Municipality);
        var id = Valid("household", () => new HouseholdId(row.Household));
        var members = row.Members.Select(m => Read(m, id)).ToImmutableArray();
        if (members.Count(m => m.IsHead) != 1)
            throw new RowException("a household has exactly one head");
        if (members.Select(m => m.Id).Distinct().Count() != members.Length)
            throw new RowException("a resident stands twice in a household");

        var certificates = new Dictionary<CertificateSerial, ResidentId>();
        foreach (var (serial, resident) in row.Members.SelectMany(m => m.CertificateSerials.Select(s => (s, m.Resident))))
        {
            if (!certificates.TryAdd(Valid("certificate_serials", () => new CertificateSerial(serial)), new ResidentId(resident)))
                throw new RowException("a certificate stands for two residents");
        }

        var jukiCards = new Dictionary<JukiCardNumber, JukiCardEntry>();
        foreach (var card in row.Members.SelectMany(m => m.JukiCards.Select(c => Read(c, new ResidentId(m.Resident)))))
        {
            if (!jukiCards.TryAdd(card.Number, card))
                throw new RowException("a 住基カード stands in a household twice");
        }

        return new RegisteredHousehold(municipality, new Household(id, Required("address", row.Address), members), certificates, jukiCards);
    }

    static Person Read(PersonRow row, HouseholdId household)
    {
        if ((row.Domicile is null) == (row.Foreign is null))
            throw new RowException("a resident has either a domicile or the items of a foreign resident");
        return new Person
        {
            Id = Valid("resident", () => new ResidentId(row.Resident)),
            Household = household,
            Name = new PersonName(Required("name", row.Name), row.Kana) { FormerFamily = Optional("former_family", row.FormerFamily), FormerFamilyKana = Optional("former_family_kana", row.FormerFamilyKana) },
            BirthDate = Date("birth_date", row.BirthDate),
            Sex = Defined<Sex>("sex", row.Sex),
            Relationship = Required("relationship", row.Relationship),
            ResidentSince = Date("resident_since", row.ResidentSince),
            AddressSince = Date("address_since", row.AddressSince),
            PreviousAddress = Optional("previous_address", row.PreviousAddress),

            // Checked here, sealed apart from the row (000-43); see SealedNumbers.
            IndividualNumber = IsNumberOrNone(row.IndividualNumber) ? default : throw new RowException("individual_number is no individual number"),
            Domicile = row.Domicile is { } d
                ? new Domicile(Required("domicile.place", d.Place), Required("domicile.head", d.Head), Keeper(d.Municipality))
                : null,
            Foreign = row.Foreign is { } f ? Read(f) : null,
            Standing = Read(row.Standing ?? throw new RowException("standing is missing")),
            Protected = row.Protected,
        };
    }

    static ForeignResident Read(ForeignRow row) =>
        new(Required("foreign.nationality", row.Nationality), Defined<Article30_45>("foreign.category", row.Category), Required("foreign.roman_name", row.RomanName))
        {
            Alias = Optional("foreign.alias", row.Alias),
            AliasKana = Optional("foreign.alias_kana", row.AliasKana),
            Status = Optional("foreign.status", row.Status),
            Period = Optional("foreign.period", row.Period),
            ExpiresOn = OptionalDate("foreign.expires_on", row.ExpiresOn),
            CardNumber = Optional("foreign.card_number", row.CardNumber),
        };

    static Standing Read(StandingRow row) =>
        new(Defined<ResidentStatus>("standing.status", row.Status), OptionalDate("standing.on", row.On), Optional("standing.destination", row.Destination));

    static JukiCardEntry Read(JukiCardRow row, ResidentId resident)
    {
        var card = new JukiCardEntry(
            JukiCardNumber.TryCreate(row.Number, out var number) ? number : throw new RowException("juki_cards.number is out of range"),
            resident, Date("juki_cards.issued_on", row.IssuedOn), OptionalDate("juki_cards.returned_on", row.ReturnedOn));
        if (card.IssuedOn > JukiCardEntry.LastIssue)
            throw new RowException("juki_cards.issued_on is after the last day on which any was issued"); // 003-32
        return card.ReturnedOn < card.IssuedOn ? throw new RowException("juki_cards.returned_on is before issued_on") : card;
    }

    static bool IsNumberOrNone(string text) => text.Length == 0 || IndividualNumber.TryParse(text, out _);

    static MunicipalityCode? Keeper(string text) => text.Length == 0 ? null : Municipality("domicile.municipality", text);
}
