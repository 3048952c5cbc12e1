using System.Collections.Immutable;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>Households as JSON lines: with their members' certificates and 住基カード, without their seals, which are a register of their own.</summary>
public sealed class HouseholdFile : FeedFormat<HouseholdEntry>
{
    private protected override (string? Municipality, HouseholdEntry Entry) Entry(ReadOnlySpan<byte> line)
    {
        var row = JsonLine.Read<HouseholdFields>(line);
        var id = new HouseholdId(Check.Between("household", row.Household, 1, HouseholdId.Largest));
        var fields = JsonLine.List(row.Members, "members");
        var members = fields.Select((m, at) => Person(m, id, $"members[{at}]")).ToImmutableArray();
        if (members.Count(m => m.IsHead) != 1)
            throw new RowException("members have not exactly one head");
        if (members.Select(m => m.Id).Distinct().Count() != members.Length)
            throw new RowException("members have a resident twice");

        var household = new Household(id, Check.Text("address", row.Address), members);
        return (row.Municipality, new(household, [.. fields.SelectMany(Certificates)], [.. fields.SelectMany(JukiCards)]));
    }

    static Person Person(PersonFields row, HouseholdId household, string at)
    {
        if ((row.Domicile is null) == (row.Foreign is null))
            throw new RowException($"{at} has not exactly one of domicile and foreign");
        var person = new Person
        {
            Id = new(Check.Between($"{at}.resident", row.Resident, 1, ResidentId.Largest)),
            Household = household,
            Name = new(Check.Text($"{at}.name", row.Name), Check.Text($"{at}.kana", row.Kana))
            {
                FormerFamily = Check.TextOrNone($"{at}.former_family", row.FormerFamily),
                FormerFamilyKana = Check.TextOrNone($"{at}.former_family_kana", row.FormerFamilyKana),
            },
            BirthDate = Check.Date($"{at}.birth_date", row.BirthDate),
            Sex = Check.Defined<Sex>($"{at}.sex", row.Sex),
            Relationship = Check.Text($"{at}.relationship", row.Relationship),
            ResidentSince = Check.Date($"{at}.resident_since", row.ResidentSince),
            AddressSince = Check.Date($"{at}.address_since", row.AddressSince),
            PreviousAddress = Check.TextOrNone($"{at}.previous_address", row.PreviousAddress),
            IndividualNumber = IndividualNumber.TryParse(row.IndividualNumber, out var number)
                ? number
                : throw new RowException($"{at}.individual_number is no individual number"),
            Domicile = row.Domicile is { } domicile ? Domicile(JsonLine.Known(domicile, $"{at}.domicile"), $"{at}.domicile") : null,
            Foreign = row.Foreign is { } foreign ? Foreign(JsonLine.Known(foreign, $"{at}.foreign"), $"{at}.foreign") : null,
            Standing = Standing(JsonLine.Known(row.Standing, $"{at}.standing"), $"{at}.standing"),
            Protected = Check.Value($"{at}.protected", row.Protected),
        };
        Check.InOrder($"{at}.birth_date", person.BirthDate, $"{at}.resident_since", person.ResidentSince);
        Check.InOrder($"{at}.resident_since", person.ResidentSince, $"{at}.address_since", person.AddressSince);
        Check.InOrder($"{at}.address_since", person.AddressSince, $"{at}.standing.on", person.Standing.On);
        return person;
    }

    static Domicile Domicile(DomicileFields row, string at) => new(
        Check.Text($"{at}.place", row.Place), Check.Text($"{at}.head", row.Head),
        row.Municipality is null ? null
            : MunicipalityCode.TryParse(row.Municipality, out var keeper) ? keeper
            : throw new RowException($"{at}.municipality is no municipality code"));

    static ForeignResident Foreign(ForeignFields row, string at) => new(
        Check.Text($"{at}.nationality", row.Nationality), Check.Defined<Article30_45>($"{at}.category", row.Category), Check.Text($"{at}.roman_name", row.RomanName))
    {
        Alias = Check.TextOrNone($"{at}.alias", row.Alias),
        AliasKana = Check.TextOrNone($"{at}.alias_kana", row.AliasKana),
        Status = Check.TextOrNone($"{at}.status", row.Status),
        Period = Check.TextOrNone($"{at}.period", row.Period),
        ExpiresOn = Check.DateOrNone($"{at}.expires_on", row.ExpiresOn),
        CardNumber = Check.TextOrNone($"{at}.card_number", row.CardNumber),
    };

    static Standing Standing(StandingFields row, string at)
    {
        var standing = new Standing(
            Check.Defined<ResidentStatus>($"{at}.status", row.Status), Check.DateOrNone($"{at}.on", row.On), Check.TextOrNone($"{at}.destination", row.Destination));
        return (standing.Status == ResidentStatus.Resident) == standing.On is null ? standing : throw new RowException($"{at}.on does not go with its status");
    }

    static IEnumerable<CardCertificate> Certificates(PersonFields row, int member) => (row.CertificateSerials ?? []).Select(
        serial => new CardCertificate(
            new(Check.Between<long>($"members[{member}].certificate_serials", serial, 1, long.MaxValue)), new(row.Resident!.Value)));

    static IEnumerable<JukiCardEntry> JukiCards(PersonFields row, int member)
    {
        var at = $"members[{member}].juki_cards";
        foreach (var card in JsonLine.List(row.JukiCards, at))
        {
            if (!JukiCardNumber.TryCreate(Check.Value($"{at}.number", card.Number), out var number))
                throw new RowException($"{at}.number is none of a 住基カード");
            var entry = new JukiCardEntry(
                number, new(row.Resident!.Value), Check.Date($"{at}.issued_on", card.IssuedOn), Check.DateOrNone($"{at}.returned_on", card.ReturnedOn));
            if (entry.IssuedOn > JukiCardEntry.LastIssue)
                throw new RowException($"{at}.issued_on is after the last day on which any was issued"); // 003-32
            Check.InOrder($"{at}.issued_on", entry.IssuedOn, $"{at}.returned_on", entry.ReturnedOn);
            yield return entry;
        }
    }

    private protected override byte[] Line(MunicipalityCode municipality, HouseholdEntry entry)
    {
        var certificates = entry.Certificates.ToLookup(c => c.Resident, c => c.Serial.Value);
        var jukiCards = entry.JukiCards.ToLookup(c => c.Resident);
        return JsonLine.Write(new HouseholdFields
        {
            Municipality = municipality.ToString(),
            Household = entry.Household.Id.Value,
            Address = entry.Household.Address,
            Members = [.. entry.Household.Members.Select(m => Fields(m, [.. certificates[m.Id]], [.. jukiCards[m.Id].Select(Fields)]))],
        });
    }

    static PersonFields Fields(Person person, List<long> certificates, List<JukiCardFields?> jukiCards) => new()
    {
        Resident = person.Id.Value,
        Name = person.Name.Text,
        Kana = person.Name.Kana,
        FormerFamily = person.Name.FormerFamily,
        FormerFamilyKana = person.Name.FormerFamilyKana,
        BirthDate = person.BirthDate,
        Sex = (int)person.Sex,
        Relationship = person.Relationship,
        ResidentSince = person.ResidentSince,
        AddressSince = person.AddressSince,
        PreviousAddress = person.PreviousAddress,
        Domicile = person.Domicile is { } d ? new() { Place = d.Place, Head = d.Head, Municipality = d.Municipality?.ToString() } : null,
        Foreign = person.Foreign is { } foreign ? Fields(foreign) : null,
        IndividualNumber = person.IndividualNumber.Reveal(),
        Standing = new() { Status = (int)person.Standing.Status, On = person.Standing.On, Destination = person.Standing.Destination },
        Protected = person.Protected,
        CertificateSerials = certificates.Count > 0 ? certificates : null,
        JukiCards = jukiCards.Count > 0 ? jukiCards : null,
    };

    static ForeignFields Fields(ForeignResident foreign) => new()
    {
        Nationality = foreign.Nationality,
        Category = (int)foreign.Category,
        RomanName = foreign.RomanName,
        Alias = foreign.Alias,
        AliasKana = foreign.AliasKana,
        Status = foreign.Status,
        Period = foreign.Period,
        ExpiresOn = foreign.ExpiresOn,
        CardNumber = foreign.CardNumber,
    };

    static JukiCardFields Fields(JukiCardEntry card) => new() { Number = card.Number.Value, IssuedOn = card.IssuedOn, ReturnedOn = card.ReturnedOn };

    private protected override IReadOnlyCollection<(string Field, long Key)> Keys(HouseholdEntry entry) =>
        [("household", entry.Household.Id.Value), .. entry.Household.Members.Select(m => ("members.resident", m.Id.Value))];
}
