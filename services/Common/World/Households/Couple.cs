using KioskSim.Registers;
using KioskSim.World.Names;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Households;

/// <summary>A married couple of Japanese nationals with the register the marriage made. Not yet among the household's members.</summary>
sealed record Couple(Draft Husband, Draft Wife, RegisterSketch Register, DateOnly Since)
{
    /// <summary>The one who took the other's family name.</summary>
    public Draft NameChanger => Register.Head == Husband.Given ? Wife : Husband;

    /// <param name="youngest">The husband's age at least, in years.</param>
    /// <param name="oldest">The husband's age at most.</param>
    public static Couple Of(Scene scene, int youngest, int oldest)
    {
        var husband = scene.Born(youngest, oldest);
        var wife = Earlier(husband.AddDays(scene.Dice.Between(-1300, 2800)), scene.AsOf.AddYears(-18));
        return Of(scene, scene.Family, husband, wife, MarriageDay(scene, husband, wife));
    }

    public static Couple Of(Scene scene, FamilyName family, DateOnly husbandBirth, DateOnly wifeBirth, DateOnly since)
    {
        var (husbandGiven, wifeGiven) = (scene.Given(Sex.Male, husbandBirth), scene.Given(Sex.Female, wifeBirth));
        var hersKept = scene.Dice.Chance(45);
        var register = new RegisterSketch(family, hersKept ? wifeGiven : husbandGiven, scene.DomicilePlace()) { Married = since };
        var former = scene.Dice.Chance(35) ? scene.OtherFamily() : null;

        return new(
            new()
            {
                Sex = Sex.Male,
                Birth = husbandBirth,
                Given = husbandGiven,
                Relationship = Person.HeadRelationship,
                Register = register,
                Place = hersKept ? RegisterPlace.Spouse : RegisterPlace.Head,
                FormerFamily = hersKept ? former : null,
                Joined = hersKept ? since : null,
            },
            new()
            {
                Sex = Sex.Female,
                Birth = wifeBirth,
                Given = wifeGiven,
                Relationship = "妻",
                Register = register,
                Place = hersKept ? RegisterPlace.Head : RegisterPlace.Spouse,
                FormerFamily = hersKept ? null : former,
                Joined = hersKept ? null : since,
            },
            register,
            since);
    }

    /// <summary>Adds husband and wife; one household in twenty has the wife for its head.</summary>
    public void Enter(Scene scene)
    {
        if (!scene.Dice.Chance(50))
        {
            scene.Add(Husband);
            scene.Add(Wife);
            return;
        }

        Wife.Relationship = Person.HeadRelationship;
        Husband.Relationship = "夫";
        scene.Add(Wife);
        scene.Add(Husband);
    }

    // At 20 to 34 of the younger one, as far as today allows.
    static DateOnly MarriageDay(Scene scene, DateOnly husband, DateOnly wife)
    {
        var younger = Later(husband, wife);
        var first = younger.AddYears(20);
        return first >= scene.AsOf
            ? scene.Dice.Day(younger.AddYears(18), scene.AsOf)
            : scene.Dice.Day(first, Earlier(younger.AddYears(35), scene.AsOf));
    }
}
