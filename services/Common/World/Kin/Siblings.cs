using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Kin;

/// <summary>
/// The children of a couple who are not in the household: grown, and gone to live elsewhere, to marry, or a few of them dead. One quota for the
/// whole world sees to it that some registers have twelve people.
/// </summary>
sealed class Siblings(Dice quotas)
{
    const int GrownUp = 19;
    const int Many = 10;

    static readonly Weighted<int> HowMany = new([(0, 8), (1, 22), (2, 48), (3, 18), (4, 4)]);

    readonly Quota _many = new(60, quotas);

    /// <returns>All children of the couple, the oldest first, with what became of them.</returns>
    public List<Life> Complete(Scene scene, Family family, Dice dice)
    {
        List<Life> children = [.. family.Children];
        foreach (var departed in children.Where(c => c.Person is null))
            LeaveToHousehold(scene, departed);
        if (family.End == MarriageEnd.NeverMarried || family.Foreigner is not null || family.Spouse is null)
            return children;

        var mother = family.Mother!;
        var first = Later(mother.Birth.AddYears(Family.YoungestParent), family.Married.AddDays(200));
        var last = Earlier(mother.Birth.AddYears(Children.OldestMother - 2), scene.AsOf.AddYears(-GrownUp).AddDays(-1));
        var many = HasRoomForMany(family, first, last) && _many.Next();
        Invent(scene, family, children, first, last, many, dice);
        children.Sort((a, b) => a.Birth.CompareTo(b.Birth));
        return children;
    }

    // Married lately enough for all to be in the computerised register, and long enough ago for ten to have grown up.
    static bool HasRoomForMany(Family family, DateOnly first, DateOnly last) =>
        family.Married.Year >= 1972 && family.End != MarriageEnd.Divorce && last.DayNumber - first.DayNumber > Many * 480;

    static void Invent(Scene scene, Family family, List<Life> children, DateOnly first, DateOnly last, bool many, Dice dice)
    {
        var wanted = many ? Many : HowMany.Pick(dice);
        var known = family.Children.Select(c => c.Birth).ToArray();
        var (start, least, most) = many ? (60, 370, 470) : (900, 420, 1500);
        for (var born = first.AddDays(dice.Below(start)); born <= last && children.Count < wanted; born = born.AddDays(dice.Between(least, most)))
        {
            if (Array.Exists(known, k => Math.Abs(k.DayNumber - born.DayNumber) < 330))
                continue;
            var sex = dice.Chance(512) ? Sex.Male : Sex.Female;
            var given = scene.Lists.Japanese.Given(sex, born.Year, dice, g => family.Couple.Concat(children).All(l => l.Given.Text != g.Text));
            var child = new Life { Given = given, Sex = sex, Birth = born, Place = RegisterPlace.Child };
            Befall(scene, family, child, many, dice);
            children.Add(child);
        }
    }

    static void Befall(Scene scene, Family family, Life child, bool many, Dice dice)
    {
        var age = Age.On(child.Birth, scene.AsOf);
        var married = many ? 200 : age switch { < 25 => 40, < 30 => 250, < 40 => 550, _ => 750 };
        if (dice.Chance(15))
        {
            child.Death = dice.Day(child.Birth.AddDays(1), scene.AsOf.AddDays(-1));
        }
        else if (dice.Chance(married))
        {
            var day = Earlier(child.Birth.AddDays(dice.Between(21 * 365, 34 * 365)), scene.AsOf.AddDays(-dice.Between(1, 60)));
            var partner = scene.Lists.Japanese.Given(child.IsMale ? Sex.Female : Sex.Male, child.Birth.Year, dice);
            var partnersFamily = scene.OtherFamily(dice);
            var keeps = child.IsMale ? dice.Chance(955) : dice.Chance(45);
            var head = keeps ? family.NameOf(child) : partnersFamily.With(partner).Text;
            (child.Leaving, child.LeftOn) = (Leaving.Marriage, day);
            child.Partner = partnersFamily.With(partner).Text;
            child.Next = new(scene.Lists.Atlas.Domicile(scene.City, dice).Text, head);
        }
    }

    /// <summary>Somebody of the household who left this register for the one that the household shows.</summary>
    public static void LeaveToHousehold(Scene scene, Life departed)
    {
        var register = departed.Draft!.Register!;
        var partner = scene.Members.Find(m => m != departed.Draft && ReferenceEquals(m.Register, register) && m.Place != RegisterPlace.Child);
        (departed.Leaving, departed.LeftOn) = (Leaving.Marriage, register.Married);
        departed.Next = OtherRegister.Of(register);
        if (partner is not null)
            departed.Partner = (partner.Left?.Register.Family ?? partner.FormerFamily ?? register.Family).With(partner.Given).Text;
    }
}
