using BenchmarkDotNet.Attributes;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Certificates.Entries;
using KioskSim.Paper.Certificates.FamilyRegisters;
using KioskSim.Paper.Certificates.Taxes;
using KioskSim.Paper.Fonts;

namespace KioskSim.Benchmarks.Paper;

/// <summary>Each further kind from plain data to PDF, fonts and template warm; beside it what counting its sheets costs.</summary>
[MemoryDiagnoser]
public class EveryKindBenchmarks
{
    readonly CertificatePress _press = new(FontSet.Shared, new IssuingCity("葦原県", "若葉台市長", "若葉　一郎", "若葉台市長之印"));

    readonly IssueDetails _issue = new(
        "482013-20261118-000123", new DateTimeOffset(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9)), new byte[32]);

    public enum Kind
    {
        EntriesOfFour,
        FamilyRegisterOfFour,
        FamilyRegisterOfTwelve,
        SupplementOfFour,
        Tax,
    }

    [ParamsAllValues]
    public Kind Certificate { get; set; }

    CertificateRecord Record { get; set; } = null!;

    [GlobalSetup]
    public void Prepare()
    {
        Record = Certificate switch
        {
            Kind.EntriesOfFour => new ResidentEntriesPage(Address(1), "𠮷田　葛󠄀城", [.. Enumerable.Range(0, 4).Select(Member)], true),
            Kind.FamilyRegisterOfFour => Register(4),
            Kind.FamilyRegisterOfTwelve => Register(12),
            Kind.SupplementOfFour => new SupplementPage(Address(2), "𠮷田　德太郎", [.. Enumerable.Range(0, 4).Select(Resident)], true),
            _ => Tax(),
        };
        Pdf();
    }

    [Benchmark]
    public byte[] Pdf() => _press.Compose(Record, _issue).ToPdf();

    [Benchmark]
    public int CountSheets() => Record.SheetCount;

    static string Given(int index) => "花子太郎次三四五六七八九十百千"[index..(index + 2)];

    static string Address(int number) => $"葦原県若葉台市桜通二丁目{number}番地4";

    static ResidentMember Member(int index) => new()
    {
        Name = $"𠮷田　{Given(index)}",
        Kana = "ヨシダ　ハナコ",
        BirthDate = new DateOnly(1980, 1, 1).AddDays(1000 * index),
        Sex = index % 2 == 0 ? "男" : "女",
        ResidentSince = new DateOnly(2019, 4, 30),
        AddressSince = new DateOnly(2019, 5, 1),
        PreviousAddress = Address(index),
        Relationship = index == 0 ? "世帯主" : "子",
        Domicile = "葦原県釜原市大字釜原1234番地",
        HeadOfRegister = "𠮷田　德太郎",
    };

    static FamilyRegisterPage Register(int persons) =>
        new("葦原県釜原市大字釜原1234番地", "𠮷田　德太郎", [Note("戸籍改製", 2)], [.. Enumerable.Range(0, persons).Select(Person)], true);

    static RegisteredPerson Person(int index) => new()
    {
        Given = Given(index),
        BirthDate = new DateOnly(1980, 1, 1).AddDays(1000 * index),
        Father = "𠮷田　喜八",
        Mother = "𠮷田　春江",
        Relation = "長男",
        Notes = [Note("出生", 4), Note("婚姻", 3)],
    };

    static PrintedNote Note(string title, int items) =>
        new(title, [.. Enumerable.Range(1, items).Select(i => new PrintedItem("届出日", $"平成{i}年4月1{i}日　葦原県釜原市大字釜原{i}番地　𠮷田　喜八"))]);

    static SupplementPerson Resident(int index) => new()
    {
        Name = $"𠮷田　{Given(index)}",
        BirthDate = new DateOnly(1980, 1, 1),
        Sex = "女",
        Addresses = [.. Enumerable.Range(1, 3).Select(i => new SupplementAddress(Address(10 * index + i), new DateOnly(2010 + i, 4, 1)))],
    };

    static TaxPage Tax() => new()
    {
        TaxName = "市県民税",
        FiscalYear = 2026,
        Name = "𠮷田　葛󠄀城",
        BirthDate = new DateOnly(1988, 12, 31),
        Address = Address(3),
        Incomes = [new("給与収入金額", 6_480_000), new("給与所得", 4_744_000)],
        TotalIncome = 4_744_000,
        Deductions = [new("社会保険料控除", 972_000), new("基礎控除", 430_000)],
        Dependants = 0,
        Assessment = new(3_342_000, new("市民税", 198_000, 3_000), new("県民税", 132_000, 1_000), 1_000),
    };
}
