using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using KioskSim.World.Names;

namespace KioskSim.World.Kin;

/// <summary>Where everybody of a register comes from: parents, place among their children, the register before.</summary>
static class Origins
{
    static readonly Weighted<int> Order = new([(0, 55), (1, 30), (2, 11), (3, 4)]);

    /// <param name="families">Finds, or composes, another of the household's registers.</param>
    public static void Trace(Scene scene, Family family, Dice dice, Func<RegisterSketch, Family> families)
    {
        foreach (var life in family.Couple)
        {
            if (life.Draft?.Left is (var register, RegisterPlace.Child))
                FromHousehold(life, families(register));
            else
                Invent(scene, family, life, dice);
        }

        if (family.MadeByDivorce && family.Head.Draft?.Left is (var left, RegisterPlace.Spouse))
            family.Head.Former = families(left).AsOther;
        Children(family);
    }

    static void FromHousehold(Life life, Family parents)
    {
        var asChild = parents.Children.First(c => c.Draft == life.Draft);
        (life.Father, life.Mother, life.Relation) = (asChild.Father, asChild.Mother, asChild.Relation);
        life.Former = parents.AsOther;
        life.FormerName = parents.NameOf(asChild);
    }

    static void Invent(Scene scene, Family family, Life life, Dice dice)
    {
        var own = family.Sketch.Family;
        var born = life.Place == RegisterPlace.Spouse ? life.Draft?.FormerFamily ?? scene.OtherFamily(dice)
            : family.MadeByDivorce && dice.Chance(300) ? scene.OtherFamily(dice)
            : own;
        life.Father = born.With(Elder(scene, life, Sex.Male, dice.Between(24, 34), dice)).Text;
        life.Mother = born.With(Elder(scene, life, Sex.Female, dice.Between(21, 33), dice)).Text;
        life.Relation = Relation(life.Sex, Order.Pick(dice));
        life.Former = new(scene.Lists.Atlas.Domicile(scene.City, dice).Text, family.MadeByDivorce ? family.FormerHusband! : life.Father);
        life.FormerName = born.With(life.Given).Text;
    }

    // No child is called by a parent's name.
    static GivenName Elder(Scene scene, Life child, Sex sex, int years, Dice dice) =>
        scene.Lists.Japanese.Given(sex, child.Birth.Year - years, dice, g => g.Text != child.Given.Text);

    static void Children(Family family)
    {
        var father = family.Father is { } he ? PresentName(family, he) : null;
        var mother = family.Mother is { } she ? PresentName(family, she) : null;
        if (family.Foreigner is { } foreigner)
        {
            father ??= foreigner.Sex == Sex.Male ? foreigner.ForeignName!.Text : null;
            mother ??= foreigner.Sex == Sex.Female ? foreigner.ForeignName!.Text : null;
        }

        var (sons, daughters) = (0, 0);
        foreach (var child in family.Children)
        {
            child.Relation = Relation(child.Sex, child.IsMale ? sons++ : daughters++);
            (child.Father, child.Mother) = (father ?? family.FormerHusband, mother);
        }
    }

    // The parents' columns follow later changes of their names.
    static string PresentName(Family family, Life parent) => parent switch
    {
        { Leaving: Leaving.None } => family.NameOf(parent),
        { Draft.Register.Family: { } now } => now.With(parent.Given).Text,
        _ => parent.FormerName!,
    };

    static string Relation(Sex sex, int order) => "長二三四五六七八九十"[Math.Min(order, 9)] + (sex == Sex.Male ? "男" : "女");
}
