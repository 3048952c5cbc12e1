using KioskSim.Registers;

namespace KioskSim.World.Households;

/// <summary>Who is born to a couple, and who still lives at home.</summary>
static class Children
{
    public const int OldestMother = 45;

    static readonly Chance.Weighted<int> HowMany = new([(1, 36), (2, 47), (3, 13), (4, 3), (5, 1)]);

    /// <summary>Children at home, the oldest first; none where the couple is too young or the children have left.</summary>
    /// <param name="count">How many are born, in quick succession, and all at home; null for the usual numbers.</param>
    public static List<Draft> Of(Scene scene, Couple couple, string relationship, int? count = null)
    {
        List<Draft> atHome = [];
        var born = couple.Since.AddDays(scene.Dice.Between(200, 1700));
        for (var left = count ?? HowMany.Pick(scene.Dice); left > 0; left--)
        {
            if (born > scene.AsOf || Age.On(couple.Wife.Birth, born) is < 18 or > OldestMother)
                break;
            if (count is not null || StillAtHome(scene, Age.On(born, scene.AsOf)))
                atHome.Add(Child(scene, born, relationship, couple.Register));
            if (!scene.Dice.Chance(10)) // one birth in a hundred brings twins
                born = born.AddDays(scene.Dice.Between(420, count is null ? 1700 : 850));
        }

        return atHome;
    }

    public static Draft Child(Scene scene, DateOnly born, string relationship, RegisterSketch register)
    {
        var sex = scene.Dice.Chance(512) ? Sex.Male : Sex.Female;
        return new() { Sex = sex, Birth = born, Given = scene.Given(sex, born), Relationship = relationship, Register = register };
    }

    public static bool StillAtHome(Scene scene, int age) => scene.Dice.Chance(age switch
    {
        < 18 => 1000,
        < 23 => 750,
        < 30 => 480,
        < 40 => 260,
        _ => 130,
    });
}
