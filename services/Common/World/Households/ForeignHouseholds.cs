using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Names;

namespace KioskSim.World.Households;

/// <summary>Households with foreign residents, who are on the residents' register since 9 July 2012 and in no family register.</summary>
static class ForeignHouseholds
{
    static readonly Weighted<(string Nation, StayPermit Permit)> Workers = new(
    [
        (("ベトナム", StayPermit.Trainee), 12), (("ベトナム", StayPermit.Skilled), 9), (("ベトナム", StayPermit.Engineer), 6),
        (("中国", StayPermit.Student), 7), (("中国", StayPermit.Engineer), 8), (("中国", StayPermit.Permanent), 7),
        (("中国", StayPermit.Professional), 2),
        (("ネパール", StayPermit.Student), 7), (("ネパール", StayPermit.Engineer), 3),
        (("インドネシア", StayPermit.Trainee), 6), (("インドネシア", StayPermit.Skilled), 4),
        (("ミャンマー", StayPermit.Skilled), 5), (("ミャンマー", StayPermit.Student), 3),
        (("フィリピン", StayPermit.Permanent), 5), (("フィリピン", StayPermit.Skilled), 3),
        (("ブラジル", StayPermit.LongTerm), 4), (("スリランカ", StayPermit.Engineer), 3),
        (("韓国", StayPermit.Engineer), 3), (("米国", StayPermit.Instructor), 2),
    ]);

    static readonly Weighted<(string Nation, StayPermit Permit, StayPermit Family)> Families = new(
    [
        (("中国", StayPermit.Engineer, StayPermit.Dependent), 4), (("中国", StayPermit.Permanent, StayPermit.SpouseOfPermanent), 3),
        (("ベトナム", StayPermit.Engineer, StayPermit.Dependent), 4), (("ネパール", StayPermit.Engineer, StayPermit.Dependent), 3),
        (("ブラジル", StayPermit.Permanent, StayPermit.Permanent), 3), (("ブラジル", StayPermit.LongTerm, StayPermit.LongTerm), 2),
        (("スリランカ", StayPermit.Engineer, StayPermit.Dependent), 2),
    ]);

    static readonly (string Nation, StayPermit Permit)[] LongNamed =
    [
        ("スリランカ", StayPermit.Engineer), ("ブラジル", StayPermit.LongTerm), ("フィリピン", StayPermit.Permanent),
    ];

    static readonly Weighted<string> Spouses = new([("フィリピン", 8), ("中国", 8), ("韓国", 4), ("ベトナム", 3), ("ブラジル", 2), ("米国", 2)]);

    public static void Alone(Scene scene)
    {
        var (nation, permit) = Workers.Pick(scene.Dice);
        scene.MakeHome(flatPerMille: 900, rootedPerMille: 0, longestStay: permit == StayPermit.Permanent ? 18 : 4);
        var (youngest, oldest) = permit == StayPermit.Permanent ? (36, 66) : permit == StayPermit.Student ? (19, 27) : (20, 41);
        var family = scene.Lists.Foreign.Family(nation, scene.Dice);
        scene.Add(Member(scene, nation, family, AnySex(scene), scene.Born(youngest, oldest), Person.HeadRelationship, permit));
    }

    /// <summary>Someone whose name fills the sixty places the register has.</summary>
    public static void LongName(Scene scene)
    {
        scene.MakeHome(flatPerMille: 900, rootedPerMille: 0, longestStay: 6);
        var (nation, permit) = scene.Dice.Pick(LongNamed);
        var family = scene.Lists.Foreign.Family(nation, scene.Dice);
        var sex = AnySex(scene);
        var name = scene.Lists.Foreign.Long(nation, family, sex, scene.Dice);
        scene.Add(Resident(scene, nation, name, sex, scene.Born(22, 50), Person.HeadRelationship, permit));
    }

    public static void Family(Scene scene)
    {
        var (nation, permit, familyPermit) = Families.Pick(scene.Dice);
        scene.MakeHome(flatPerMille: 700, rootedPerMille: 0, longestStay: 10);
        var names = scene.Lists.Foreign;
        var husband = scene.Born(28, 46);
        var wife = Calendar.Earlier(husband.AddDays(scene.Dice.Between(-700, 2200)), scene.AsOf.AddYears(-22));
        var family = names.Family(nation, scene.Dice);
        scene.Add(Member(scene, nation, family, Sex.Male, husband, Person.HeadRelationship, permit));
        scene.Add(Member(scene, nation, names.Family(nation, scene.Dice), Sex.Female, wife, "妻", familyPermit));

        var born = scene.Dice.Day(Calendar.Later(wife.AddYears(20), scene.AsOf.AddYears(-15)), scene.AsOf);
        for (var left = scene.Dice.Below(3); left > 0 && born <= scene.AsOf && Age.On(wife, born) <= Children.OldestMother; left--)
        {
            scene.Add(Member(scene, nation, family, AnySex(scene), born, "子", familyPermit));
            born = born.AddDays(scene.Dice.Between(420, 1500));
        }
    }

    /// <summary>A Japanese national married to a foreign resident: the marriage made a register headed by the national.</summary>
    public static void Mixed(Scene scene)
    {
        scene.MakeHome(flatPerMille: 450, rootedPerMille: 0, longestStay: 15);
        var dice = scene.Dice;
        var nationalSex = dice.Chance(700) ? Sex.Male : Sex.Female;
        var (headBirth, spouseBirth) = (scene.Born(32, 62), scene.Born(28, 50));
        var given = scene.Given(nationalSex, headBirth);
        var register = new RegisterSketch(scene.Family, given, scene.DomicilePlace());
        scene.Add(new()
        {
            Sex = nationalSex,
            Birth = headBirth,
            Given = given,
            Relationship = Person.HeadRelationship,
            Register = register,
            Place = RegisterPlace.Head,
        });

        var nation = Spouses.Pick(dice);
        var (sex, relationship) = nationalSex == Sex.Male ? (Sex.Female, "妻") : (Sex.Male, "夫");
        var permit = dice.Chance(500) ? StayPermit.Permanent : StayPermit.SpouseOfNational;
        var alias = dice.Chance(500) ? scene.Family : null;
        var family = scene.Lists.Foreign.Family(nation, dice);
        var spouse = scene.Add(Member(scene, nation, family, sex, spouseBirth, relationship, permit, alias));
        spouse.Joined = dice.Day(Calendar.Later(Calendar.Later(headBirth, spouseBirth).AddYears(22), scene.AsOf.AddYears(-15)), scene.AsOf);

        var born = spouse.Joined.Value.AddDays(dice.Between(250, 1200));
        var mother = sex == Sex.Female ? spouseBirth : headBirth;
        for (var left = dice.Below(3); left > 0 && born <= scene.AsOf && Age.On(mother, born) <= Children.OldestMother; left--)
        {
            scene.Add(Children.Child(scene, born, "子", register));
            born = born.AddDays(dice.Between(420, 1500));
        }
    }

    /// <summary>特別永住者: Korean families in the country for generations, most known by a Japanese alias.</summary>
    public static void SpecialPermanent(Scene scene)
    {
        scene.MakeHome(flatPerMille: 250, rootedPerMille: 300, longestStay: 35);
        const string nation = "韓国";
        var names = scene.Lists.Foreign;
        var alias = names.Family("通称", scene.Dice) is var a ? new FamilyName(a.Characters, a.Kana) : null;
        var family = names.Family(nation, scene.Dice);
        var husband = scene.Born(45, 80);
        scene.Add(Member(scene, nation, family, Sex.Male, husband, Person.HeadRelationship, StayPermit.SpecialPermanent, alias));
        if (scene.Dice.Chance(600))
        {
            var wife = husband.AddDays(scene.Dice.Between(-700, 2500));
            var since = wife.AddDays(scene.Dice.Between(21 * 365, 32 * 365));
            RomanName wifesFamily;
            do
                wifesFamily = names.Family(nation, scene.Dice);
            while (wifesFamily == family);
            scene.Add(Member(scene, nation, wifesFamily, Sex.Female, wife, "妻", StayPermit.SpecialPermanent, alias)).Joined = since;
            var born = since.AddDays(scene.Dice.Between(300, 1500));
            if (Children.StillAtHome(scene, Age.On(born, scene.AsOf)))
                scene.Add(Member(scene, nation, family, AnySex(scene), born, "子", StayPermit.SpecialPermanent, alias));
        }
    }

    static Sex AnySex(Scene scene) => scene.Dice.Chance(520) ? Sex.Male : Sex.Female;

    static Draft Member(
        Scene scene, string nation, RomanName family, Sex sex, DateOnly birth, string relationship, StayPermit permit,
        FamilyName? aliasFamily = null)
    {
        RomanName name;
        do
            name = scene.Lists.Foreign.Compose(nation, family, sex, scene.Dice);
        while (!scene.Take(name.Roman, name.Kana));
        return Resident(scene, nation, name, sex, birth, relationship, permit, aliasFamily);
    }

    static Draft Resident(
        Scene scene, string nation, RomanName name, Sex sex, DateOnly birth, string relationship, StayPermit permit,
        FamilyName? aliasFamily = null)
    {
        var inCharacters = name.Characters != "" && (permit == StayPermit.SpecialPermanent || scene.Dice.Chance(600));
        var alias = aliasFamily?.With(scene.Given(sex, birth));
        return new()
        {
            Sex = sex,
            Birth = birth,
            Relationship = relationship,
            ForeignName = inCharacters
                ? new PersonName(name.Characters, name.Kana.Replace(' ', PersonName.Separator))
                : new PersonName(name.Roman, name.Kana),
            Foreign = permit.Grant(nation, name.Roman, scene.AsOf, scene.Dice) with
            {
                Alias = alias?.Text,
                AliasKana = alias?.Kana,
            },
        };
    }
}
