using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Lives;

/// <summary>
/// The few who died, moved out, are about to, or must not be found: shares of those it can happen to, so that a small world has each.
/// </summary>
sealed class Departures(Dice dice)
{
    readonly Quota _diedAlone = new(30, dice), _died = new(25, dice);
    readonly Quota _householdLeft = new(6, dice), _childLeft = new(50, dice);
    readonly Quota _householdLeaves = new(6, dice), _childLeaves = new(30, dice);
    readonly Quota _protected = new(25, dice);

    /// <summary>At most one of these befalls a household.</summary>
    public void Befall(Scene scene)
    {
        var (asOf, members) = (scene.AsOf, scene.Members);
        var head = members[0];
        var old = members.FindLast(m => m != head && m.AgeOn(asOf) >= 68);
        var grown = members.Find(m => m.Relationship == "子" && m.AgeOn(asOf) is >= 18 and < 32);

        if (members.Count == 1 && head.AgeOn(asOf) >= 65 && _diedAlone.Next())
            Die(scene, head);
        else if (old is not null && _died.Next())
            Die(scene, old);
        else if (grown is not null && _childLeft.Next())
            Leave(scene, [grown]);
        else if (grown is not null && _childLeaves.Next())
            Announce(scene, [grown]);
        else if (_householdLeft.Next())
            Leave(scene, members);
        else if (_householdLeaves.Next())
            Announce(scene, members);
        else if (IsWomanAloneOrWithChildren(members) && head.AgeOn(asOf) < 60 && _protected.Next())
            members.ForEach(m => m.Protected = true);
    }

    static bool IsWomanAloneOrWithChildren(List<Draft> members) =>
        members[0] is { Sex: Sex.Female, Foreign: null } && members.Skip(1).All(m => m.Relationship == "子");

    static void Die(Scene scene, Draft person)
    {
        if (EventDay(scene, [person], withinDays: 900) is { } day)
            Mark(scene, [person], new Standing(ResidentStatus.Deceased, day));
    }

    static void Leave(Scene scene, List<Draft> people)
    {
        if (EventDay(scene, people, withinDays: 330) is { } day)
            Mark(scene, people, new Standing(ResidentStatus.MovedOut, day, Destination(scene)));
    }

    static void Announce(Scene scene, List<Draft> people) =>
        Mark(scene, people, new Standing(ResidentStatus.MoveAnnounced, scene.AsOf.AddDays(scene.Dice.Between(1, 20)), Destination(scene)));

    static string Destination(Scene scene) => scene.Lists.Atlas.Outside(scene.City, flatPerMille: 450, scene.Dice);

    // A day after everyone concerned had come, and before today; none where someone came only yesterday.
    static DateOnly? EventDay(Scene scene, List<Draft> people, int withinDays)
    {
        var first = Later(people.Max(p => p.AddressSince).AddDays(1), scene.AsOf.AddDays(-withinDays));
        var last = scene.AsOf.AddDays(-1);
        return first <= last ? scene.Dice.Day(first, last) : null;
    }

    // Whoever is gone stands behind those who stayed.
    static void Mark(Scene scene, List<Draft> people, Standing standing)
    {
        foreach (var person in people)
            person.Standing = standing;
        if (standing.IsResident || people.Count == scene.Members.Count)
            return;
        foreach (var person in people)
        {
            scene.Members.Remove(person);
            scene.Members.Add(person);
        }
    }
}
