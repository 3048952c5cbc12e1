using KioskSim.Registers;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Households;

/// <summary>Households without a married couple: a parent with children, brothers and sisters, partners, a lodger.</summary>
static class SmallHouseholds
{
    /// <summary>Most are divorced mothers with a register of their own; some children stayed in the father's, under his name.</summary>
    public static void SingleParent(Scene scene)
    {
        scene.MakeHome(flatPerMille: 600, rootedPerMille: 40, longestStay: 15);
        var sex = scene.Dice.Chance(870) ? Sex.Female : Sex.Male;
        var birth = scene.Born(24, 54);
        var given = scene.Given(sex, birth);
        var widow = sex == Sex.Female && scene.Dice.Chance(120);
        var registerHead = widow ? scene.Given(Sex.Male, birth.AddYears(-2)) : given;
        var register = new RegisterSketch(scene.Family, registerHead, scene.DomicilePlace()) { End = widow ? MarriageEnd.Death : MarriageEnd.Divorce };
        var parent = scene.Add(new()
        {
            Sex = sex,
            Birth = birth,
            Given = given,
            Relationship = Person.HeadRelationship,
            Register = register,
            Place = widow ? RegisterPlace.Spouse : RegisterPlace.Head,
        });

        var childrensRegister = !widow && sex == Sex.Female && scene.Dice.Chance(150)
            ? new RegisterSketch(scene.OtherFamily(), scene.Given(Sex.Male, birth), scene.DomicilePlace()) { End = MarriageEnd.Divorce }
            : register;
        if (childrensRegister != register)
            parent.Left = (childrensRegister, RegisterPlace.Spouse);
        var oldest = Later(birth.AddYears(19), scene.AsOf.AddYears(-21));
        var born = scene.Dice.Day(oldest, Earlier(birth.AddYears(36), scene.AsOf));
        for (var left = scene.Dice.Chance(420) ? 2 : 1; left > 0 && born <= scene.AsOf && Age.On(birth, born) <= 42; left--)
        {
            scene.Add(Children.Child(scene, born, "子", childrensRegister));
            born = born.AddDays(scene.Dice.Between(420, 1500));
        }
    }

    /// <summary>A grown, unmarried child with one old parent; either may be the head.</summary>
    public static void ParentWithGrownChild(Scene scene)
    {
        scene.MakeHome(flatPerMille: 200, rootedPerMille: 400);
        var parentSex = scene.Dice.Chance(780) ? Sex.Female : Sex.Male;
        var childBirth = scene.Born(34, 62);
        var parentBirth = childBirth.AddDays(-scene.Dice.Between(22 * 365, 34 * 365));
        var parentGiven = scene.Given(parentSex, parentBirth);
        var father = parentSex == Sex.Male ? parentGiven : scene.Given(Sex.Male, parentBirth.AddYears(-3));
        var register = new RegisterSketch(scene.Family, father, scene.DomicilePlace()) { End = MarriageEnd.Death };

        var parent = new Draft
        {
            Sex = parentSex,
            Birth = parentBirth,
            Given = parentGiven,
            Relationship = Person.HeadRelationship,
            Register = register,
            Place = parentSex == Sex.Female ? RegisterPlace.Spouse : RegisterPlace.Head,
            Joined = parentSex == Sex.Female ? childBirth.AddDays(-scene.Dice.Between(300, 900)) : null,
        };
        var child = Children.Child(scene, childBirth, "子", register);

        if (parent.AgeOn(scene.AsOf) >= 75 && scene.Dice.Chance(600))
        {
            (child.Relationship, parent.Relationship) = (Person.HeadRelationship, parentSex == Sex.Female ? "母" : "父");
            scene.Members.AddRange([child, parent]);
        }
        else
        {
            scene.Members.AddRange([parent, child]);
        }
    }

    public static void Siblings(Scene scene)
    {
        var old = scene.Dice.Chance(500);
        scene.MakeHome(flatPerMille: old ? 150 : 800, rootedPerMille: old ? 600 : 0, longestStay: old ? 45 : 6);
        var birth = old ? scene.Born(58, 80) : scene.Born(21, 33);
        var register = scene.ParentsRegister(scene.Family, birth);
        var head = scene.Add(Children.Child(scene, birth, Person.HeadRelationship, register));
        var second = scene.Add(Children.Child(scene, head.Birth.AddDays(scene.Dice.Between(420, 1000)), "", register));
        second.Relationship = second.Sex == Sex.Male ? "弟" : "妹";
    }

    /// <summary>妻（未届）, 夫（未届）: they live as a couple and have two registers.</summary>
    public static void Partners(Scene scene)
    {
        scene.MakeHome(flatPerMille: 700, rootedPerMille: 0, longestStay: 10);
        var birth = scene.Born(26, 66);
        var head = scene.Add(Singles.Alone(scene, scene.Dice.Chance(750) ? Sex.Male : Sex.Female, birth, Person.HeadRelationship));
        var (sex, relationship) = head.Sex == Sex.Male ? (Sex.Female, "妻（未届）") : (Sex.Male, "夫（未届）");
        var other = Earlier(birth.AddDays(scene.Dice.Between(-1800, 2200)), scene.AsOf.AddYears(-20));
        scene.Add(Singles.Alone(scene, sex, other, relationship));
    }

    public static void Lodger(Scene scene)
    {
        scene.MakeHome(flatPerMille: 500, rootedPerMille: 100);
        scene.Add(Singles.Alone(scene, Sex.Male, scene.Born(30, 70), Person.HeadRelationship));
        var lodger = scene.Add(Singles.Alone(scene, Sex.Male, scene.Born(22, 60), "同居人"));
        lodger.Joined = scene.Dice.Day(scene.AsOf.AddYears(-3), scene.AsOf);
    }
}
