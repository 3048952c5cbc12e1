using System.Collections.Immutable;
using Google.Protobuf.Collections;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using static KioskSim.City.Registry.RowFields;

namespace KioskSim.City.Registry;

/// <summary>A pushed family register, checked.</summary>
sealed record KeptRegister(MunicipalityCode Municipality, FamilyRegister Register);

static class FamilyRegisterRowReader
{
    const int MostMembers = 100;

    /// <exception cref="RowException">A field is missing, malformed or contradicts another.</exception>
    public static KeptRegister Read(FamilyRegisterRow row)
    {
        var members = row.Members.Select(Read).ToImmutableArray();
        if (members.Length is 0 or > MostMembers)
            throw new RowException($"a register has 1 to {MostMembers} members");
        if (members.Select(m => m.Number).Distinct().Count() != members.Length)
            throw new RowException("a member's number stands twice in a register");
        if (members.Where(m => m.Residence is not null && !m.Removed).GroupBy(m => m.Residence).Any(g => g.Count() > 1))
            throw new RowException("a resident stands twice in a register");
        return new KeptRegister(
            Municipality("municipality", row.Municipality),
            new FamilyRegister(
                Valid("register", () => new FamilyRegisterId(row.Register)), Required("place", row.Place), Required("head", row.Head), Notes("notes", row.Notes), members));
    }

    static FamilyMember Read(FamilyMemberRow row) => new()
    {
        Number = row.Number is >= 1 and <= MostMembers ? row.Number : throw new RowException("members.number is out of range"),
        Given = Required("members.given", row.Given),
        GivenKana = Optional("members.given_kana", row.GivenKana),
        BirthDate = Date("members.birth_date", row.BirthDate),
        Father = Optional("members.father", row.Father),
        Mother = Optional("members.mother", row.Mother),
        Relation = Required("members.relation", row.Relation),
        Spouse = Optional("members.spouse", row.Spouse),
        Removed = row.Removed,
        Notes = Notes("members.notes", row.Notes),
        Addresses = [.. row.Addresses.Select(a => new SupplementEntry(Required("members.addresses.address", a.Address), Date("members.addresses.since", a.Since)))],
        Protected = row.Protected,
        Residence = row.Residence is { } residence
            ? new Residence(
                Municipality("members.residence.municipality", residence.Municipality), Valid("members.residence.resident", () => new ResidentId(residence.Resident)))
            : null,
    };

    static ImmutableArray<RegisterNote> Notes(string field, RepeatedField<NoteRow> rows) =>
    [
        .. rows.Select(n => new RegisterNote(
            Required($"{field}.title", n.Title),
            [.. n.Items.Select(i => new NoteItem(Required($"{field}.items.label", i.Label), Required($"{field}.items.text", i.Text)))])),
    ];
}
