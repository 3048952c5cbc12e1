using KioskSim.Paper.Certificates;
using KioskSim.Paper.Certificates.FamilyRegisters;

namespace KioskSim.Paper.Tests.Certificates;

/// <summary>An invented family: a couple, their many children, two of whom have left the register.</summary>
public static class FamilySamples
{
    const string Domicile = "葦原県釜原市大字釜原1234番地";
    const string Head = "𠮷田　德太郎";

    static readonly string[] Children = ["一郎", "花子", "次郎", "々子", "葛󠄀子", "か゚く゚や", "ヴァレリー", "辻󠄀美", "末吉", "余市"];
    static readonly string[] Relations = ["長男", "長女", "二男", "二女", "三女", "四女", "五女", "六女", "三男", "四男"];

    public static RegisteredPerson Father { get; } = new()
    {
        Given = "德太郎",
        GivenKana = "トクタロウ",
        BirthDate = new DateOnly(1961, 4, 3),
        Spouse = "夫",
        Father = "𠮷田　喜八",
        Mother = "𠮷田　ヨ子",
        Relation = "長男",
        Notes =
        [
            Birth("昭和36年4月3日", "葦原県釜原市", "父", "昭和36年4月10日"),
            Note("婚姻", ("婚姻日", "昭和60年11月22日"), ("配偶者氏名", "邉󠄏見　春江"), ("従前戸籍", "葦原県釜原市大字釜原1234番地　𠮷田　喜八")),
        ],
    };

    public static RegisteredPerson Mother { get; } = new()
    {
        Given = "春江",
        GivenKana = "ハルエ",
        BirthDate = new DateOnly(1963, 12, 30),
        Spouse = "妻",
        Father = "邉󠄏見　權藏",
        Mother = "邉󠄏見　いと",
        Relation = "三女",
        Notes =
        [
            Birth("昭和38年12月30日", "葦原県大渡市", "父", "昭和39年1月6日"),
            Note("婚姻", ("婚姻日", "昭和60年11月22日"), ("配偶者氏名", "𠮷田　德太郎"), ("従前戸籍", "葦原県大渡市南新町三丁目45番地　邉󠄏見　權藏")),
        ],
    };

    /// <summary>Has left by marriage, and has the longest note.</summary>
    public static RegisteredPerson Daughter { get; } = Child(1) with
    {
        IsRemoved = true,
        Notes =
        [
            .. Child(1).Notes,
            Note(
                "婚姻", ("婚姻日", "平成25年7月7日"), ("配偶者氏名", "MAXIMILIAN ALEXANDER VON HOHENZOLLERN"), ("配偶者の国籍", "ドイツ連邦共和国"),
                ("配偶者の生年月日", "西暦1979年2月28日"), ("婚姻の方式", "ドイツ連邦共和国の方式"),
                ("証書提出日", "平成25年9月30日"),
                ("新本籍", "葦原県若葉台市桜通二丁目3番地4　若葉台グリーンマンション壱番館と同じ街区にある、ことのほか長い名前の町の番外地第1203号"),
                ("称する氏", "夫の氏")),
        ],
    };

    /// <summary>A register of so many persons.</summary>
    public static FamilyRegisterPage Register(int persons) => new(
        Domicile, Head,
        [
            Note("戸籍改製", ("改製日", "平成14年3月23日"), ("改製事由", "平成6年法務省令第51号附則第2条第1項による改製")),
            Note("氏の振り仮名", ("記録日", "令和7年8月1日"), ("氏の振り仮名", "ヨシダ")),
        ],
        [.. new[] { Father, Mother, Child(0), Daughter }.Concat(Enumerable.Range(2, 8).Select(Child)).Take(persons)],
        true);

    /// <summary>One person's entries: who has left.</summary>
    public static FamilyRegisterPage One { get; } = Register(4) with { Persons = [Daughter], IsWhole = false };

    public static SupplementPage Supplement { get; } = new(
        Domicile, Head,
        [
            Resident("𠮷田　德太郎", new DateOnly(1961, 4, 3), "男", 14),
            Resident("𠮷田　春江", new DateOnly(1963, 12, 30), "女", 3),
            Resident("𠮷田　花子", null, null, 2) with { IsRemoved = true },
            Resident(Samples.LongName, new DateOnly(2001, 1, 1), "男", 1),
            Resident("𠮷田　葛󠄀子", new DateOnly(2003, 5, 1), "女", 6),
        ],
        true);

    /// <summary>Of one, without the register's place and head, as it is given where nobody asks for them.</summary>
    public static SupplementPage OneSupplement { get; } = new(null, null, [Supplement.Persons[1]], false);

    static RegisteredPerson Child(int index)
    {
        var born = new DateOnly(1987, 2, 5).AddDays(700 * index);
        return new()
        {
            Given = Children[index],
            GivenKana = index % 3 == 0 ? null : "フリガナ",
            BirthDate = born,
            Father = Head,
            Mother = index == 9 ? null : "𠮷田　春江",
            Relation = Relations[index],
            IsRemoved = index == 6,
            Notes =
            [
                Birth($"{Wareki.From(born)}", "葦原県釜原市", index % 2 == 0 ? "父" : "母", $"{Wareki.From(born.AddDays(7))}"),
                .. index == 6 ? [Note("死亡", ("死亡日", "令和3年5月2日"), ("死亡時分", "午後8時30分"), ("死亡地", "葦原県釜原市"), ("届出人", "親族　𠮷田　德太郎"))] : (PrintedNote[])[],
            ],
        };
    }

    static PrintedNote Birth(string day, string place, string reporter, string reported) =>
        Note("出生", ("出生日", day), ("出生地", place), ("届出日", reported), ("届出人", reporter));

    static PrintedNote Note(string title, params (string Label, string Text)[] items) =>
        new(title, [.. items.Select(i => new PrintedItem(i.Label, i.Text))]);

    static SupplementPerson Resident(string name, DateOnly? birth, string? sex, int addresses) => new()
    {
        Name = name,
        BirthDate = birth,
        Sex = sex,
        Addresses =
        [
            .. Enumerable.Range(1, addresses).Select(i => new SupplementAddress(
                i % 4 == 3 ? $"葦原県若葉台市桜通二丁目3番地{i}　若葉台グリーンマンション壱番館{i}203号室" : $"葦原県潮崎市汐見町一丁目12番地の{i}",
                new DateOnly(1985, 12, 28).AddDays(900 * i))),
        ],
    };
}
