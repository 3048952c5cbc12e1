using KioskSim.Registers;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Households;

/// <summary>Households of several generations: the middle couple is drawn first, its children and parents follow from it.</summary>
static class Generations
{
    /// <summary>How many people <see cref="Crowded"/> makes at most.</summary>
    public const int MostCrowded = 11;

    public static void Three(Scene scene) => Compose(scene, youngest: 30, oldest: 56, children: true);

    /// <summary>Four generations under one roof, nine to eleven people: a residents' record of several sheets.</summary>
    public static void Crowded(Scene scene)
    {
        scene.MakeHome(flatPerMille: 0, rootedPerMille: 1000);
        var husband = scene.Born(42, 48);
        var wife = husband.AddDays(scene.Dice.Between(0, 1400));
        var couple = Couple.Of(scene, scene.Family, husband, wife, wife.AddDays(scene.Dice.Between(22 * 365, 24 * 365)));
        var children = Children.Of(scene, couple, "子", scene.Dice.Between(4, 6));
        HeadedByMiddle(scene, couple, children, Parents(scene, couple, oldestMother: 25, bothAlive: true));
        scene.Add(GreatGrandmother(scene));
    }

    /// <summary>A couple whose children are gone or never were, with an old parent.</summary>
    public static void CoupleAndParent(Scene scene) => Compose(scene, youngest: 45, oldest: 66, children: false);

    static void Compose(Scene scene, int youngest, int oldest, bool children)
    {
        scene.MakeHome(flatPerMille: 60, rootedPerMille: children ? 650 : 350);
        var couple = Couple.Of(scene, youngest, oldest);
        var atHome = children ? Children.Of(scene, couple, "子") : [];
        var parents = Parents(scene, couple, oldestMother: 35, bothAlive: false);

        var elderHeads = children && parents[0].AgeOn(scene.AsOf) < 80 && scene.Dice.Chance(450);
        if (elderHeads)
            HeadedByElder(scene, couple, atHome, parents);
        else
            HeadedByMiddle(scene, couple, atHome, parents);
    }

    static void HeadedByMiddle(Scene scene, Couple couple, List<Draft> children, List<Draft> parents)
    {
        scene.Members.AddRange([couple.Husband, couple.Wife, .. children, .. parents]);

        // In an old family house the wife's parents were there before the husband; elsewhere parents are often taken in late.
        var ofHusband = parents[0].Relationship is "父" or "母";
        if (scene.Rooted && !ofHusband)
        {
            (couple.Husband.Joined, couple.Wife.Joined) = (couple.Since, null);
        }
        else if (!scene.Rooted && scene.Dice.Chance(500))
        {
            var day = scene.Dice.Day(scene.AsOf.AddYears(-9), scene.AsOf);
            parents.ForEach(p => p.Joined = day);
        }
    }

    static void HeadedByElder(Scene scene, Couple couple, List<Draft> children, List<Draft> parents)
    {
        var (own, inLaw) = parents[0].Relationship is "父" or "母" ? (couple.Husband, couple.Wife) : (couple.Wife, couple.Husband);
        own.Relationship = "子";
        (own.Joined, inLaw.Joined) = (null, couple.Since);
        inLaw.Relationship = inLaw.Sex == Sex.Female ? "子の妻" : "子の夫";
        children.ForEach(c => c.Relationship = "子の子");
        parents[0].Relationship = Person.HeadRelationship;
        foreach (var second in parents.Skip(1))
            second.Relationship = "妻";

        scene.Members.AddRange([.. parents, own, inLaw, .. children]);
    }

    // The parents of the one whose family name the couple bears; one time in eight of the wife although she took her husband's.
    static List<Draft> Parents(Scene scene, Couple couple, int oldestMother, bool bothAlive)
    {
        var keeper = couple.NameChanger == couple.Wife ? couple.Husband : couple.Wife;
        var family = couple.Register.Family;
        if (!bothAlive && keeper == couple.Husband && scene.Dice.Chance(120))
            (keeper, family) = (couple.Wife, couple.Wife.FormerFamily ?? scene.OtherFamily());

        var eldest = scene.AsOf.AddYears(-101);
        var motherBirth = Later(keeper.Birth.AddDays(-scene.Dice.Between(21 * 365, oldestMother * 365)), eldest);
        var fatherBirth = Earlier(Later(motherBirth.AddDays(-scene.Dice.Between(-1000, 2800)), eldest), keeper.Birth.AddYears(-19));
        var married = keeper.Birth.AddDays(-scene.Dice.Between(250, 700));
        var pair = Couple.Of(scene, family, fatherBirth, motherBirth, married);

        keeper.Left = (pair.Register, RegisterPlace.Child);
        var prefix = keeper == couple.Wife ? "妻の" : "";
        pair.Husband.Relationship = prefix + "父";
        pair.Wife.Relationship = prefix + "母";
        return (Lives(pair.Husband, 78), Lives(pair.Wife, 86)) switch
        {
            (true, true) => [pair.Husband, pair.Wife],
            (true, false) => [pair.Husband],
            _ => [pair.Wife],
        };

        bool Lives(Draft elder, int oldAge) => bothAlive || scene.Dice.Chance(elder.AgeOn(scene.AsOf) < oldAge ? 850 : 350);
    }

    static Draft GreatGrandmother(Scene scene)
    {
        var father = scene.Members.First(m => m.Relationship.EndsWith('父'));
        var birth = father.Birth.AddDays(-scene.Dice.Between(18 * 365 + 10, 20 * 365));
        var lateHusband = scene.Given(Sex.Male, birth.AddYears(-4));
        var register = new RegisterSketch(father.Register!.Family, lateHusband, father.Register.Place) { End = MarriageEnd.Death };
        father.Left = (register, RegisterPlace.Child);
        return new()
        {
            Sex = Sex.Female,
            Birth = birth,
            Given = scene.Given(Sex.Female, birth),
            Relationship = father.Relationship + "の母",
            Register = register,
            Place = RegisterPlace.Spouse,
            Joined = father.Birth.AddDays(-400),
        };
    }
}
