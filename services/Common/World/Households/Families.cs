using KioskSim.Registers;
using KioskSim.World.Chance;

namespace KioskSim.World.Households;

/// <summary>Couples and their children.</summary>
static class Families
{
    static readonly Weighted<(int Youngest, int Oldest)> CoupleAges = new(
        [((22, 34), 11), ((35, 54), 14), ((55, 69), 29), ((70, 89), 46)]);

    static readonly Weighted<(int Youngest, int Oldest)> ParentAges = new(
        [((25, 34), 10), ((35, 44), 22), ((45, 54), 28), ((55, 64), 22), ((65, 82), 18)]);

    public static void CoupleOnly(Scene scene)
    {
        var (youngest, oldest) = CoupleAges.Pick(scene.Dice);
        scene.MakeHome(flatPerMille: youngest < 55 ? 650 : 250, rootedPerMille: youngest < 55 ? 20 : 200);
        Couple.Of(scene, youngest, oldest).Enter(scene);
    }

    public static void WithChildren(Scene scene)
    {
        var (youngest, oldest) = ParentAges.Pick(scene.Dice);
        scene.MakeHome(flatPerMille: youngest < 35 ? 650 : 300, rootedPerMille: 60, longestStay: 25);
        var couple = Couple.Of(scene, youngest, oldest);
        couple.Enter(scene);
        if (couple.NameChanger == couple.Wife && couple.Husband.Relationship == Person.HeadRelationship && scene.Dice.Chance(40))
            AddStepchild(scene, couple);
        scene.Members.AddRange(Children.Of(scene, couple, "子"));
    }

    // 妻の子: born before the marriage and not adopted, so still in the mother's former register under her former name.
    static void AddStepchild(Scene scene, Couple couple)
    {
        var born = couple.Since.AddDays(-scene.Dice.Between(700, 1400));
        if (couple.Wife.AgeOn(born) < 19 || !Children.StillAtHome(scene, Age.On(born, scene.AsOf)))
            return;
        var maiden = couple.Wife.FormerFamily ?? scene.OtherFamily();
        var register = new RegisterSketch(maiden, couple.Wife.Given, scene.Lists.Atlas.Domicile(scene.City, scene.Dice)) { End = MarriageEnd.NeverMarried };
        couple.Wife.Left = (register, RegisterPlace.Head);
        scene.Add(Children.Child(scene, born, "妻の子", register)).Joined = couple.Since;
    }
}
