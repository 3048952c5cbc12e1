using Google.Protobuf;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>Rows as the base registers push them: invented people, right in every field until a test spoils one.</summary>
static class Rows
{
    /// <summary>A number that nothing else in a test looks like.</summary>
    public static IndividualNumber MarkerNumber { get; } = IndividualNumber.FromElevenDigits("98765432109");

    public static HouseholdRow Household(long id, params PersonRow[] members) => Household(Town.Here, id, members);

    public static HouseholdRow Household(MunicipalityCode city, long id, params PersonRow[] members) =>
        new() { Municipality = city.ToString(), Household = id, Address = "葦原県若葉台市緑町一丁目2番3号", Members = { members } };

    public static PersonRow Head(long resident, params long[] serials) => Person(resident, Registers.Person.HeadRelationship, serials);

    public static PersonRow Child(long resident, params long[] serials) => Person(resident, "子", serials);

    static PersonRow Person(long resident, string relationship, long[] serials) => new()
    {
        Resident = resident,
        Name = "山田　花子",
        Kana = "ヤマダ　ハナコ",
        BirthDate = "1980-06-01",
        Sex = (int)Sex.Female,
        Relationship = relationship,
        ResidentSince = "2010-04-01",
        AddressSince = "2015-05-02",
        PreviousAddress = "葦原県潮崎市汐見町1番地",
        Domicile = new DomicileRow { Place = "葦原県若葉台市緑町100番地", Head = "山田　太郎", Municipality = Town.Here.ToString() },
        IndividualNumber = MarkerNumber.Reveal(),
        Standing = new StandingRow { Status = (int)ResidentStatus.Resident },
        CertificateSerials = { serials },
    };

    public static SealRow Seal(long resident = 1) =>
        new() { Municipality = Town.Here.ToString(), Resident = resident, Number = 123, RegisteredOn = "2012-01-10", Inscription = "山田" };

    public static TaxRow Tax(long resident = 1, int year = 2026) => new()
    {
        Municipality = Town.Here.ToString(), Resident = resident, FiscalYear = year, Address = "葦原県若葉台市緑町一丁目2番3号",
        Incomes = { new TaxAmountRow { Name = "給与所得", Yen = 3_560_000 } }, TotalIncome = 3_560_000,
        Deductions = { new TaxAmountRow { Name = "基礎控除", Yen = 430_000 } }, TaxableIncome = 3_130_000,
        City = new TaxLevyRow { ByIncome = 186_300, ByHead = 3_000 }, Prefecture = new TaxLevyRow { ByIncome = 124_200, ByHead = 1_000 }, ForestTax = 1_000,
    };

    /// <summary>A family register of this city: member 1 is resident 1, member 2 resident 2, member 3 has left.</summary>
    public static FamilyRegisterRow Family(long register = 1, MunicipalityCode? home = null, long first = 1) => new()
    {
        Municipality = Town.Here.ToString(), Register = register, Place = "葦原県若葉台市緑町100番地", Head = "山田　太郎",
        Notes = { new NoteRow { Title = "戸籍編製", Items = { new NoteItemRow { Label = "編製日", Text = "平成20年4月1日" } } } },
        Members =
        {
            Member(1, "花子", "1980-06-01", home, first), Member(2, "一郎", "2001-02-03", home, first + 1),
            Member(3, "二郎", "1999-01-01", home, first + 2).With(m => m.Removed = true),
        },
    };

    static FamilyMemberRow Member(int number, string given, string born, MunicipalityCode? home, long resident) => new()
    {
        Number = number, Given = given, BirthDate = born, Father = "山田　太郎", Mother = "山田　春子", Relation = given.EndsWith('子') ? "長女" : "長男",
        Notes = { new NoteRow { Title = "出生", Items = { new NoteItemRow { Label = "出生日", Text = "昭和55年6月1日" } } } },
        Addresses = { new AddressRow { Address = "葦原県若葉台市緑町一丁目2番3号", Since = "2015-05-02" } },
        Residence = new ResidenceRow { Municipality = (home ?? Town.Here).ToString(), Resident = resident },
    };

    public static T With<T>(this T row, Action<T> change) where T : IMessage
    {
        change(row);
        return row;
    }
}
