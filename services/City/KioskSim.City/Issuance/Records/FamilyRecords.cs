using KioskSim.City.Eligibility;
using KioskSim.Paper.Certificates.FamilyRegisters;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.Issuance.Records;

/// <summary>戸籍全部・個人事項証明書, 戸籍の附票の写し.</summary>
static class FamilyRecords
{
    public static FamilyRegisterPage Register(Wanted wanted, FamilyRegister register) => new(
        register.Place, register.Head, Notes(register.Notes), [.. Shown(wanted, register).Select(Person)], IsWhole(wanted, register));

    public static SupplementPage Supplement(Wanted wanted, FamilyRegister register) => new(
        register.Place, register.Head, [.. Shown(wanted, register).Select(m => Lines(register, m))], IsWhole(wanted, register));

    static IEnumerable<FamilyMember> Shown(Wanted wanted, FamilyRegister register) => register.Members.Where(m => wanted.Members.Contains(m.Number));

    static bool IsWhole(Wanted wanted, FamilyRegister register) => Shown(wanted, register).Count() == register.Members.Length;

    static RegisteredPerson Person(FamilyMember member) => new()
    {
        Given = member.Given,
        GivenKana = member.GivenKana,
        BirthDate = member.BirthDate,
        Spouse = member.Spouse,
        Father = member.Father,
        Mother = member.Mother,
        Relation = member.Relation,
        IsRemoved = member.Removed,
        Notes = Notes(member.Notes),
    };

    static SupplementPerson Lines(FamilyRegister register, FamilyMember member) => new()
    {
        Name = FamilyRegister.FullName(register.Head, member.Given),
        BirthDate = member.BirthDate,
        Sex = member.Relation.EndsWith('女') ? "女" : "男", // the relationship to the parents says it: 長男, 二女
        IsRemoved = member.Removed,
        Addresses = [.. member.Addresses.Select(a => new SupplementAddress(a.Address, a.Since))],
    };

    static List<PrintedNote> Notes(IEnumerable<RegisterNote> notes) =>
        [.. notes.Select(n => new PrintedNote(n.Title, [.. n.Items.Select(i => new PrintedItem(i.Label, i.Text))]))];
}
