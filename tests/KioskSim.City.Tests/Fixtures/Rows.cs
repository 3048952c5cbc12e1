using KioskSim.City.Registry;
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

    public static SealRow Seal(int number = 123) => new() { Number = number, RegisteredOn = "2012-01-10", Inscription = "山田" };

    public static PersonRow With(this PersonRow row, Action<PersonRow> change)
    {
        change(row);
        return row;
    }

    public static HouseholdRow With(this HouseholdRow row, Action<HouseholdRow> change)
    {
        change(row);
        return row;
    }

    public static Applicant Applicant(this HouseholdRow row, int member = 0)
    {
        var read = HouseholdRowReader.Read(row);
        return new Applicant(read, read.Household.Members[member]);
    }
}
