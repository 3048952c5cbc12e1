using BenchmarkDotNet.Attributes;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Marks;

namespace KioskSim.Benchmarks.Paper;

/// <summary>
/// A certificate from plain data to PDF, fonts and template warm. The aim is 0.3 ms a page on one core; a household of four is two
/// pages, one of nine is six.
/// </summary>
[MemoryDiagnoser]
public class CertificateBenchmarks
{
    readonly CertificatePress _press = new(FontSet.Shared, new IssuingCity("葦原県", "若葉台市長", "若葉　一郎", "若葉台市長之印"));

    readonly IssueDetails _issue = new(
        "482013-20261118-000123", new DateTimeOffset(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9)), new byte[32]);

    readonly SealRegistrationPage _seal = new(
        new SealImprint("𠮷田"), "𠮷田　葛󠄀城", "ヨシダ　カツラギ", null, new DateOnly(1988, 12, 31), false,
        "葦原県若葉台市桜通二丁目3番地4", "第0012345号", new DateOnly(2019, 5, 1));

    byte[] _pdf = [];

    [Params(4, 9)]
    public int Members { get; set; }

    ResidentRecordPage Record { get; set; } = null!;

    [GlobalSetup]
    public void Prepare()
    {
        Record = new ResidentRecordPage("葦原県若葉台市桜通二丁目3番地4", "𠮷田　葛󠄀城", [.. Enumerable.Range(0, Members).Select(Member)], true);
        _pdf = ResidentRecord();
    }

    [Benchmark]
    public byte[] ResidentRecord() => _press.Compose(Record, _issue).ToPdf();

    [Benchmark]
    public ComposedCertificate LayoutAlone() => _press.Compose(Record, _issue);

    [Benchmark]
    public byte[] SealRegistration() => _press.Compose(_seal, _issue).ToPdf();

    [Benchmark]
    public bool ReadMarks() =>
        SheetMarks.TryRead(_pdf, out var marks) == SheetMarksFailure.None
        && marks.AreOneIssue(_issue.Subject.Span, System.Text.Encoding.ASCII.GetBytes(_issue.Number), Record.SheetCount);

    static ResidentMember Member(int index) => new()
    {
        Name = "𠮷田　" + "花子太郎次三四五六七八九"[index..(index + 2)],
        Kana = "ヨシダ　ハナコ",
        BirthDate = new DateOnly(1980, 1, 1).AddDays(1000 * index),
        Sex = index % 2 == 0 ? "男" : "女",
        ResidentSince = new DateOnly(2019, 4, 30),
        AddressSince = new DateOnly(2019, 5, 1),
        PreviousAddress = "葦原県潮崎市汐見町一丁目12番地の3　潮風ハイツ203号",
        Relationship = index == 0 ? "世帯主" : "子",
        Domicile = "葦原県釜原市大字釜原1234番地",
        HeadOfRegister = "𠮷田　德太郎",
        IndividualNumber = "123456789018",
    };
}
