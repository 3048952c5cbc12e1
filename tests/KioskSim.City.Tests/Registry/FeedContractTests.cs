using Google.Protobuf.Reflection;
using KioskSim.Contracts.CityCore;

namespace KioskSim.City.Tests.Registry;

/// <summary>
/// A city's base registers stay as they are while its issuance server moves (001-46): what they push today is understood tomorrow. Fields
/// may come, none goes or changes.
/// </summary>
public sealed class FeedContractTests
{
    const string Contract = """
        HouseholdRow         1 municipality String, 2 household Int64, 3 address String, 4 members Message[]
        PersonRow            1 resident Int64, 2 name String, 3 kana String, 4 former_family String, 5 former_family_kana String, 6 birth_date String, 7 sex Int32, 8 relationship String, 9 resident_since String, 10 address_since String, 11 previous_address String, 12 domicile Message, 13 foreign Message, 14 individual_number String, 15 standing Message, 16 protected Bool, 18 certificate_serials Int64[], 19 juki_cards Message[]
        DomicileRow          1 place String, 2 head String, 3 municipality String
        ForeignRow           1 nationality String, 2 category Int32, 3 roman_name String, 4 alias String, 5 alias_kana String, 6 status String, 7 period String, 8 expires_on String, 9 card_number String
        StandingRow          1 status Int32, 2 on String, 3 destination String
        SealRow              1 municipality String, 2 resident Int64, 3 number Int32, 4 registered_on String, 5 inscription String, 6 cancelled_on String
        TaxRow               1 municipality String, 2 resident Int64, 3 fiscal_year Int32, 4 address String, 5 incomes Message[], 6 total_income Int64, 7 deductions Message[], 8 taxable_income Int64, 9 dependants Int32, 10 city Message, 11 prefecture Message, 12 forest_tax Int32
        TaxAmountRow         1 name String, 2 yen Int64
        TaxLevyRow           1 by_income Int64, 2 by_head Int32
        FamilyRegisterRow    1 municipality String, 2 register Int64, 3 place String, 4 head String, 5 notes Message[], 6 members Message[]
        FamilyMemberRow      1 number Int32, 2 given String, 3 given_kana String, 4 birth_date String, 5 father String, 6 mother String, 7 relation String, 8 spouse String, 9 removed Bool, 10 notes Message[], 11 addresses Message[], 12 residence Message, 13 protected Bool
        NoteRow              1 title String, 2 items Message[]
        NoteItemRow          1 label String, 2 text String
        AddressRow           1 address String, 2 since String
        ResidenceRow         1 municipality String, 2 resident Int64
        JukiCardRow          1 number Int64, 2 issued_on String, 3 returned_on String
        RegisterCardRequest  1 municipality String, 2 number Int64, 3 public_key Bytes
        ConfirmRequest       1 municipality String, 2 register Enum, 3 as_of String
        """;

    static readonly FileDescriptor File = RegistryToCityReflection.Descriptor;

    [Fact]
    public void What_registers_push_today_is_understood_tomorrow_001_46()
    {
        foreach (var line in Contract.Split('\n'))
        {
            var name = line[..line.IndexOf(' ')];
            var fields = File.MessageTypes.Single(m => m.Name == name).Fields.InFieldNumberOrder().Select(Describe).ToList();
            Assert.All(line[name.Length..].Split(',', StringSplitOptions.TrimEntries), field => Assert.Contains(field, fields));
        }
    }

    [Fact]
    public void Every_message_that_is_pushed_is_in_the_contract() => Assert.Equal(
        Contract.Split('\n').Select(line => line[..line.IndexOf(' ')]).Order(),
        File.MessageTypes.Select(m => m.Name).Where(n => n.EndsWith("Row", StringComparison.Ordinal) || n.EndsWith("Request", StringComparison.Ordinal)).Where(n => n != "RefusedRow").Order());

    [Fact]
    public void The_calls_are_these_and_none_reads_000_40_001_46() => Assert.Equal(
        ["PushHouseholds", "PushSeals", "PushTaxes", "PushFamilyRegisters", "Confirm", "RegisterCard"], File.Services.Single(s => s.Name == "RegistryFeed").Methods.Select(m => m.Name));

    static string Describe(FieldDescriptor field) => $"{field.FieldNumber} {field.Name} {field.FieldType}{(field.IsRepeated ? "[]" : "")}";
}
