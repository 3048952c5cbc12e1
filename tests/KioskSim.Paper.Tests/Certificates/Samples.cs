using KioskSim.Paper.Certificates;
using KioskSim.Paper.Certificates.Entries;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Tests.Certificates;

/// <summary>Invented people whose names are as hard to print as real ones.</summary>
public static class Samples
{
    public static IssuingCity City { get; } = new("葦原県", "若葉台市長", "若葉　一郎", "若葉台市長之印");

    public static CertificatePress Press { get; } = new(FontSet.Shared, City);

    public static IssueDetails Issue { get; } = new(
        "482013-20261118-000123",
        new DateTimeOffset(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9)),
        Enumerable.Range(0, 32).Select(i => (byte)(7 * i + 1)).ToArray());

    /// <summary>Sixty kanji, the longest name the registers allow.</summary>
    public static string LongName { get; } = string.Concat(Enumerable.Repeat("寿限無五劫摺切海砂利水魚", 5));

    public static ResidentMember Head { get; } = new()
    {
        Name = "𠮷田　葛󠄀城邉󠄏",
        Kana = "ヨシダ　カツラギベ",
        FormerName = "髙﨑",
        BirthDate = new DateOnly(1988, 12, 31),
        Sex = "男",
        ResidentSince = new DateOnly(2019, 4, 30),
        AddressSince = new DateOnly(2019, 5, 1),
        PreviousAddress = "葦原県潮崎市汐見町一丁目12番地の3　潮風ハイツ203号",
        Relationship = "世帯主",
        Domicile = "葦原県釜原市大字釜原1234番地",
        HeadOfRegister = "𠮷田　德太郎",
        IndividualNumber = "123456789018",
    };

    public static ResidentMember Foreigner { get; } = new()
    {
        Name = "MAXIMILIAN ALEXANDER CHRISTOPHER BARTHOLOMEW VON HOHENZOLLERN",
        Kana = "マクシミリアン　アレクサンダー　クリストファー　バーソロミュー　フォン　ホーエンツォレルン",
        BirthDate = new DateOnly(1979, 2, 28),
        Sex = "男",
        ResidentSince = new DateOnly(2012, 7, 9),
        AddressSince = new DateOnly(2015, 3, 1),
        PreviousAddress = "葦原県大渡市南新町三丁目4番5号",
        Relationship = "夫",
        Foreign = new ForeignItems
        {
            Alias = "山田　マックス",
            Nationality = "ドイツ連邦共和国",
            Category = "中長期在留者",
            Status = "日本人の配偶者等",
            Period = "5年",
            Expiry = new DateOnly(2028, 3, 1),
            CardNumber = "AB12345678CD",
        },
    };

    /// <summary>A household of any size: nationals of all ages, the second member a foreign resident.</summary>
    public static ResidentRecordPage Household(int members)
    {
        string[] names = ["𠮷田　葛󠄀城邉󠄏", "", "𠮷田　花子", LongName, "𠮷田　か゚く゚や", "𠮷田　ōkā", "𠮷田　ヴァレリー", "𠮷田　々子", "𠮷田　一"];
        var list = new List<ResidentMember>();
        for (var i = 0; i < members; i++)
        {
            list.Add(i == 1 ? Foreigner : Head with
            {
                Name = names[i % names.Length] is { Length: > 0 } name ? name : "𠮷田　次子",
                Relationship = i switch { 0 => "世帯主", 2 => "長女", 3 => "子の妻", 7 => "妻（未届）の子", _ => "子" },
                Sex = i is 2 or 3 or 7 ? "女" : "男",
                BirthDate = new DateOnly(1988, 12, 31).AddDays(777 * i),
                IndividualNumber = i % 2 == 0 ? "123456789018" : null,
                FormerName = i == 0 ? "髙﨑" : null,
                Domicile = i < 4 ? "葦原県釜原市大字釜原1234番地" : null,
                HeadOfRegister = i < 4 ? "𠮷田　德太郎" : null,
            });
        }

        return new ResidentRecordPage("葦原県若葉台市桜通二丁目3番地4　若葉台グリーンマンション壱番館1203号", "𠮷田　葛󠄀城邉󠄏", list, true);
    }

    /// <summary>Of somebody of the household, with nothing that can be left out.</summary>
    public static ResidentRecordPage Least { get; } = new(
        "葦原県若葉台市桜通二丁目3番地4", null,
        [
            Head with { Relationship = null, Domicile = null, HeadOfRegister = null, IndividualNumber = null },
            Foreigner with { Relationship = null, Foreign = new ForeignItems { Alias = "山田　マックス" } },
        ],
        false);

    /// <summary>The same people on a certificate of entries.</summary>
    public static ResidentEntriesPage Entries(ResidentRecordPage record) =>
        new(record.Address, record.HeadOfHousehold, record.Members, record.IsWholeHousehold);

    public static SealRegistrationPage Seal { get; } = new(
        new SealImprint("𠮷田"), "𠮷田　葛󠄀城邉󠄏", "ヨシダ　カツラギベ", "髙﨑", new DateOnly(1988, 12, 31), false,
        "葦原県若葉台市桜通二丁目3番地4　若葉台グリーンマンション壱番館1203号", "第0012345号", new DateOnly(2019, 5, 1));

    public static byte[] Pdf(CertificateRecord record) => Press.Compose(record, Issue).ToPdf();

    /// <summary>Without the ground.</summary>
    public static byte[] ScreenPdf(CertificateRecord record) => Press.Compose(record, Issue).ToPdf(PdfUse.Screen);
}
