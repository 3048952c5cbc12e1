using KioskSim.Paper.Certificates;
using static KioskSim.Paper.Tests.Certificates.Printed;

namespace KioskSim.Paper.Tests.Certificates;

/// <summary>The options of a resident record and of a certificate of entries, each combination: what is printed, left out, or not there.</summary>
public sealed class ResidentOptionsTests
{
    [Flags]
    public enum Asked
    {
        Nothing = 0,
        Whole = 1,
        Relationship = 2,
        Domicile = 4,
        Number = 8,
        ForeignItems = 16,
    }

    static readonly (Asked Option, string[] OfNational, string[] OfForeigner)[] Items =
    [
        (Asked.Relationship, ["三男の長女の夫"], ["内縁の妻の父"]),
        (Asked.Domicile, ["葦原県釜原市大字釜原1234番地", "筆頭田八郎"], []),
        (Asked.Number, ["123456789018"], ["210987654321"]),
        (Asked.ForeignItems, [], ["ドイツ連邦共和国", "中長期在留者", "日本人の配偶者等", "5年", "2028年3月1日", "AB12345678CD"]),
    ];

    public static TheoryData<Asked> Combinations { get; } = [.. Enumerable.Range(0, 32).Select(i => (Asked)i)];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_resident_record_prints_what_was_asked_and_says_省略_of_the_rest_000_22(Asked asked)
    {
        var page = Front(Record(asked));
        Assert.All(Items, item =>
        {
            foreach (var text in item.OfNational.Concat(item.OfForeigner))
                Assert.Equal(asked.HasFlag(item.Option) ? 1 : 0, Count(page, text));
        });

        // Besides what was not asked for, the resident code of each, which a kiosk never prints.
        var notAsked = Items.Where(i => !asked.HasFlag(i.Option)).Sum(i => i.OfNational.Length + i.OfForeigner.Length);
        Assert.Equal(2 + (asked.HasFlag(Asked.Relationship) ? 0 : 1) + notAsked, Count(page, "省略"));
        Assert.Equal(asked.HasFlag(Asked.Relationship) ? 1 : 0, Count(page, "世帯田主人"));
        Assert.Equal(1, Count(page, asked.HasFlag(Asked.Whole) ? "世帯全員の住民票の原本と相違ない" : "世帯の一部の住民票の原本と相違ない"));
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_certificate_of_entries_has_rows_for_what_was_asked_and_no_others(Asked asked)
    {
        var page = Front(Samples.Entries(Record(asked)));
        Assert.All(Items, item =>
        {
            foreach (var text in item.OfNational.Concat(item.OfForeigner))
                Assert.Equal(asked.HasFlag(item.Option) ? 1 : 0, Count(page, text));
        });

        (Asked Option, string Label, int Times)[] rows =
        [
            (Asked.Relationship, "世帯主との続柄", 2), (Asked.Domicile, "筆頭者", 1), (Asked.Number, "個人番号", 2), (Asked.ForeignItems, "在留資格", 1),
        ];
        Assert.All(rows, row => Assert.Equal(asked.HasFlag(row.Option) ? row.Times : 0, Count(page, row.Label)));
        Assert.Equal(asked.HasFlag(Asked.Relationship) ? 1 : 0, Count(page, "世帯田主人"));
        Assert.Equal(0, Count(page, "省略"));
        Assert.Equal(1, Count(page, asked.HasFlag(Asked.Whole) ? "世帯全員について" : "世帯の一部について"));
        Assert.Contains("住民票に記載されている事項と相違ないことを証明する。", page);
    }

    [Fact]
    public void A_certificate_of_entries_of_nine_goes_over_sheets_without_breaking_a_member()
    {
        var record = Samples.Entries(Samples.Household(9));
        var fronts = FrontPages(record);
        Assert.Equal(record.SheetCount, fronts.Length);
        var all = string.Concat(fronts);
        Assert.Equal(9, Count(all, "住民となった日"));
        Assert.All(fronts, f => Assert.Equal(Count(f, "生年月日"), Count(f, "住民となった日")));
        Assert.All(fronts[..^1], f => Assert.Contains("次のページに続く", f));
        Assert.Equal(1, Count(all, "証明する。"));
        Assert.EndsWith($"{fronts.Length}／{fronts.Length}", fronts[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_certificate_of_entries_of_nobody_or_of_a_crowd_is_refused(int members) =>
        Assert.Throws<ArgumentException>(() => Samples.Pdf(Samples.Entries(Samples.Household(members))));

    static ResidentRecordPage Record(Asked asked)
    {
        string? If(Asked option, string text) => asked.HasFlag(option) ? text : null;
        return new(
            "葦原県若葉台市桜通二丁目3番地4", If(Asked.Relationship, "世帯田　主人"),
            [
                Samples.Head with
                {
                    Relationship = If(Asked.Relationship, "三男の長女の夫"),
                    Domicile = If(Asked.Domicile, "葦原県釜原市大字釜原1234番地"),
                    HeadOfRegister = If(Asked.Domicile, "筆頭田　八郎"),
                    IndividualNumber = If(Asked.Number, "123456789018"),
                },
                Samples.Foreigner with
                {
                    Relationship = If(Asked.Relationship, "内縁の妻の父"),
                    IndividualNumber = If(Asked.Number, "210987654321"),
                    Foreign = asked.HasFlag(Asked.ForeignItems) ? Samples.Foreigner.Foreign : new ForeignItems { Alias = "山田　マックス" },
                },
            ],
            asked.HasFlag(Asked.Whole));
    }
}
