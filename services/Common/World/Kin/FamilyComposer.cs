using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Kin;

/// <summary>
/// Completes the families a household's people are registered with: who is missing is invented, with days that fit what the household shows.
/// Dice of its own, so that the residents' register is the same with and without it.
/// </summary>
sealed class FamilyComposer(Scene scene, Household household, Siblings siblings, Dice dice)
{
    readonly Dictionary<RegisterSketch, Family> _families = new(ReferenceEqualityComparer.Instance);

    DateOnly Yesterday => scene.AsOf.AddDays(-1);

    /// <summary>The families in whose register somebody of the household stands.</summary>
    public IEnumerable<Family> Families()
    {
        foreach (var draft in scene.Members)
        {
            if (draft.Register is { } register && !_families.ContainsKey(register))
                Of(register);
        }

        return _families.Values.Where(f => f.Lives.Any(l => l.Person is not null));
    }

    Family Of(RegisterSketch sketch)
    {
        if (_families.TryGetValue(sketch, out var known))
            return known;
        var family = new Family(sketch) { End = sketch.End };
        for (var at = 0; at < scene.Members.Count; at++)
            Enter(family, scene.Members[at], household.Members[at]);
        if (family.Head is { Draft: not null, Person: null } mother)
            Siblings.LeaveToHousehold(scene, mother);
        FindForeigner(family);
        if (family is { End: MarriageEnd.Divorce, Head: { IsMale: false, Draft.Left: null }, Children.Count: > 0 } && dice.Chance(250))
            family.End = MarriageEnd.NeverMarried;

        CompleteCouple(family);
        Marry(family);
        family.Children = siblings.Complete(scene, family, dice);
        Part(family);
        Form(family);
        _families.Add(sketch, family);
        Origins.Trace(scene, family, dice, Of);
        return family;
    }

    static void Enter(Family family, Draft draft, Person person)
    {
        if (ReferenceEquals(draft.Register, family.Sketch))
            Place(Line(draft.Place, person, person.Standing is { Status: ResidentStatus.Deceased, On: { } death } ? death : null));
        else if (draft.Left is var (left, place) && ReferenceEquals(left, family.Sketch))
            Place(Line(place, null, null));

        Life Line(RegisterPlace place, Person? person, DateOnly? death) =>
            new() { Given = draft.Given, Sex = draft.Sex, Birth = draft.Birth, Place = place, Draft = draft, Person = person, Death = death };

        void Place(Life life)
        {
            switch (life.Place)
            {
                case RegisterPlace.Head:
                    family.Head = life;
                    break;
                case RegisterPlace.Spouse:
                    family.Spouse = life;
                    break;
                default:
                    family.Children.Add(life);
                    break;
            }
        }
    }

    void FindForeigner(Family family)
    {
        if (family is { Head.Draft.Relationship: Person.HeadRelationship, Spouse: null })
            family.Foreigner = scene.Members.Find(m => m.Foreign is not null && m.Relationship is "妻" or "夫");
    }

    void CompleteCouple(Family family)
    {
        family.Children.Sort((a, b) => a.Birth.CompareTo(b.Birth));
        var children = family.Children;
        if (family.Head is null)
        {
            var birth = family.Spouse is { } spouse
                ? spouse.Birth.AddDays(spouse.IsMale ? dice.Between(-1300, 2000) : -dice.Between(-900, 2600))
                : children[0].Birth.AddDays(-dice.Between(24 * 365, 34 * 365));
            if (children is [var first, ..])
                birth = Earlier(birth, first.Birth.AddYears(-Family.YoungestParent));
            var sex = family.Spouse is { IsMale: true } ? Sex.Female : Sex.Male;
            family.Head = new() { Given = family.Sketch.Head, Sex = sex, Birth = birth, Place = RegisterPlace.Head };
        }

        var alone = family.End == MarriageEnd.NeverMarried || (family.End == MarriageEnd.Divorce && !family.Head.IsMale);
        if (family.Spouse is null && family.Foreigner is null && !alone)
            family.Spouse = InventSpouse(family);
    }

    Life InventSpouse(Family family)
    {
        var head = family.Head;
        var sex = head.IsMale ? Sex.Female : Sex.Male;
        var birth = head.Birth.AddDays(head.IsMale ? dice.Between(-1300, 2800) : -dice.Between(-1300, 2800));
        if (family.Children is [var first, .. var others])
        {
            var last = others is [.., var youngest] ? youngest : first;
            birth = head.IsMale
                ? Later(Earlier(birth, first.Birth.AddYears(-Family.YoungestParent)), last.Birth.AddYears(-Children.OldestMother))
                : Earlier(birth, first.Birth.AddYears(-Family.YoungestParent));
        }

        birth = Earlier(birth, scene.AsOf.AddYears(-20));
        var given = scene.Lists.Japanese.Given(sex, birth.Year, dice, g => family.Lives.All(l => l.Given.Text != g.Text));
        return new() { Given = given, Sex = sex, Birth = birth, Place = RegisterPlace.Spouse };
    }

    void Marry(Family family)
    {
        var younger = family.Spouse is { } spouse ? Later(family.Head.Birth, spouse.Birth) : family.Head.Birth;
        if (family.Foreigner?.Joined is { } joined)
            family.Married = joined;
        else if (family.Sketch.Married is { } day)
            family.Married = day;
        else if (family.Children is [var first, ..])
            family.Married = Some(Later(younger.AddYears(18), first.Birth.AddDays(-1200)), first.Birth.AddDays(-30));
        else
            family.Married = Some(younger.AddYears(20), Earlier(younger.AddYears(34), scene.AsOf.AddYears(-2)));
    }

    // Deaths and divorces fall after the last child known here.
    void Part(Family family)
    {
        var settled = family.Children is [.., var last] ? Later(family.Married, last.Birth) : family.Married;
        if (family.End == MarriageEnd.Divorce)
        {
            var former = family.Head.Draft?.Left is (var register, RegisterPlace.Spouse) ? Of(register) : null;
            family.Divorced = former?.Divorced ?? Some(Later(settled.AddDays(60), family.Married.AddDays(200)), Earlier(Yesterday, settled.AddYears(14)));
            if (family.Spouse is { } gone)
                (gone.Leaving, gone.LeftOn) = (Leaving.Divorce, family.Divorced);
            else
                family.FormerHusband = former is null ? FormerHusband(family) : former.NameOf(former.Head);
        }

        if (family.Couple.All(l => l.Draft is null))
        {
            foreach (var parent in family.Couple.Where(p => !StillLives(p)))
                parent.Death = Some(Later(settled.AddDays(30), parent.Birth.AddYears(62)), Yesterday);
        }
        else if (family.End == MarriageEnd.Death || (family.End == MarriageEnd.None && family.Foreigner is null))
        {
            foreach (var absent in family.Couple.Where(l => l.Draft is null))
                absent.Death = Some(Later(settled.AddDays(30), Earlier(absent.Birth.AddYears(60), scene.AsOf.AddYears(-1))), Yesterday);
        }
    }

    string FormerHusband(Family family)
    {
        var kept = dice.Chance(250);
        var name = scene.Lists.Japanese.Given(Sex.Male, family.Head.Birth.Year - 2, dice);
        return (kept ? family.Sketch.Family : scene.OtherFamily(dice)).With(name).Text;
    }

    bool StillLives(Life parent) => dice.Chance(Age.On(parent.Birth, scene.AsOf) switch
    {
        < 65 => 975,
        < 75 => 890,
        < 85 => 680,
        < 95 => 270,
        < 104 => 40,
        _ => 0,
    });

    static void Form(Family family)
    {
        family.Formed = family switch
        {
            { MadeByDivorce: true } => family.Divorced!.Value,
            { End: MarriageEnd.NeverMarried, Children: [var first, ..] } => Later(first.Birth, family.Head.Birth.AddYears(18)),
            _ => family.Married,
        };
        foreach (var life in family.Couple)
            life.Entered = family.Formed;
        foreach (var child in family.Children)
            child.Entered = family.MadeByDivorce ? Later(child.Birth, family.Formed) : child.Birth;
    }

    DateOnly Some(DateOnly first, DateOnly last) => dice.Day(Earlier(first, last), last);
}
