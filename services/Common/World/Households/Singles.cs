using KioskSim.Registers;
using KioskSim.World.Chance;

namespace KioskSim.World.Households;

/// <summary>One-person households: students, workers, and many old people, most of them women.</summary>
static class Singles
{
    enum Marital
    {
        Never,
        Divorced,
        Widowed,
    }

    static readonly Weighted<(Sex Sex, int Youngest, int Oldest)> Ages = new(
    [
        ((Sex.Male, 18, 24), 75), ((Sex.Female, 18, 24), 65),
        ((Sex.Male, 25, 39), 150), ((Sex.Female, 25, 39), 100),
        ((Sex.Male, 40, 64), 190), ((Sex.Female, 40, 64), 110),
        ((Sex.Male, 65, 79), 90), ((Sex.Female, 65, 79), 115),
        ((Sex.Male, 80, 95), 35), ((Sex.Female, 80, 101), 100),
    ]);

    public static void Compose(Scene scene)
    {
        var (sex, youngest, oldest) = Ages.Pick(scene.Dice);
        scene.MakeHome(flatPerMille: oldest < 65 ? 820 : 420, rootedPerMille: oldest < 65 ? 20 : 150, longestStay: oldest < 25 ? 4 : 45);
        scene.Add(Alone(scene, sex, scene.Born(youngest, oldest), Person.HeadRelationship));
    }

    /// <summary>A grown person not married now, with the register that fits: the parents', one's own, or the late husband's.</summary>
    public static Draft Alone(Scene scene, Sex sex, DateOnly birth, string relationship)
    {
        var family = scene.Members.Count == 0 ? scene.Family : scene.OtherFamily();
        var given = scene.Given(sex, birth);
        var (register, place) = PastOf(scene, sex, Age.On(birth, scene.AsOf)) switch
        {
            Marital.Never => (scene.ParentsRegister(family, birth), RegisterPlace.Child),
            Marital.Divorced => (Own(MarriageEnd.Divorce), RegisterPlace.Head),
            _ when sex == Sex.Male => (Own(MarriageEnd.Death), RegisterPlace.Head),
            _ => (new(family, scene.Given(Sex.Male, birth.AddYears(-3)), scene.DomicilePlace()) { End = MarriageEnd.Death }, RegisterPlace.Spouse),
        };
        return new() { Sex = sex, Birth = birth, Given = given, Relationship = relationship, Register = register, Place = place };

        RegisterSketch Own(MarriageEnd end) => new(family, given, scene.DomicilePlace()) { End = end };
    }

    static Marital PastOf(Scene scene, Sex sex, int age)
    {
        var (divorced, widowed) = (age, sex) switch
        {
            ( < 25, _) => (0, 0),
            ( < 40, _) => (80, 0),
            ( < 65, _) => (300, 50),
            (_, Sex.Female) => (150, 750),
            _ => (250, 500),
        };
        var at = scene.Dice.Below(1000);
        return at < divorced ? Marital.Divorced : at < divorced + widowed ? Marital.Widowed : Marital.Never;
    }
}
