using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>A family register with its supplement as it goes over the city core.</summary>
public static class FamilyRegisterRows
{
    public static FamilyRegisterRow Describe(MunicipalityCode municipality, FamilyRegister register) => new()
    {
        Municipality = municipality.ToString(),
        Register = register.Id.Value,
        Place = register.Place,
        Head = register.Head,
        Notes = { register.Notes.Select(Describe) },
        Members = { register.Members.Select(Describe) },
    };

    static FamilyMemberRow Describe(FamilyMember member) => new()
    {
        Number = member.Number,
        Given = member.Given,
        GivenKana = member.GivenKana ?? "",
        BirthDate = RowDate.Of(member.BirthDate),
        Father = member.Father ?? "",
        Mother = member.Mother ?? "",
        Relation = member.Relation,
        Spouse = member.Spouse ?? "",
        Removed = member.Removed,
        Notes = { member.Notes.Select(Describe) },
        Addresses = { member.Addresses.Select(a => new AddressRow { Address = a.Address, Since = RowDate.Of(a.Since) }) },
        Protected = member.Protected,
        Residence = member.Residence is { } home ? new ResidenceRow { Municipality = home.Municipality.ToString(), Resident = home.Resident.Value } : null,
    };

    static NoteRow Describe(RegisterNote note) => new() { Title = note.Title, Items = { note.Items.Select(i => new NoteItemRow { Label = i.Label, Text = i.Text }) } };
}
