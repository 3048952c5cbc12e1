using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using KioskSim.World.Names;

namespace KioskSim.World.Lives;

/// <summary>Gives a composed household its numbers and makes it a register entry. One for each city, whose own numbers rise.</summary>
sealed class Registrar(Permutation individualNumbers)
{
    long _household = 10_000_000;
    long _resident = 1_000_000_000;

    /// <param name="firstOrdinal">The first member's number among all of the world; decides the individual number.</param>
    public Household Enter(Scene scene, ulong firstOrdinal)
    {
        var id = new HouseholdId(_household += scene.Dice.Between(1, 7));
        var members = ImmutableArray.CreateBuilder<Person>(scene.Members.Count);
        foreach (var draft in scene.Members)
            members.Add(ToPerson(scene, draft, id, firstOrdinal++));
        return new(id, scene.Home.Text, members.MoveToImmutable());
    }

    Person ToPerson(Scene scene, Draft draft, HouseholdId household, ulong ordinal) => new()
    {
        Id = new ResidentId(_resident += scene.Dice.Between(1, 9)),
        Household = household,
        Name = draft.ForeignName ?? NameOf(draft, scene.Names == NameClass.DecomposedKana),
        BirthDate = draft.Birth,
        Sex = draft.Sex,
        Relationship = draft.Relationship,
        ResidentSince = draft.ResidentSince,
        AddressSince = draft.AddressSince,
        PreviousAddress = draft.PreviousAddress,
        IndividualNumber = IndividualNumber.FromElevenDigits(individualNumbers.At(ordinal).ToString("D11")),
        Domicile = draft.Register?.ToDomicile(),
        Foreign = draft.Foreign,
        Standing = draft.Standing,
        Protected = draft.Protected,
    };

    static PersonName NameOf(Draft draft, bool decomposed)
    {
        var name = draft.Register!.Family.With(draft.Given);
        return name with
        {
            Kana = Kana(name.Kana),
            FormerFamily = draft.FormerFamily?.Text,
            FormerFamilyKana = draft.FormerFamily is { } former ? Kana(former.Kana) : null,
        };

        string Kana(string kana) => decomposed ? VoicedKana.Decompose(kana) : kana;
    }
}
