using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Registers.Taxes;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using KioskSim.World.Names;
using KioskSim.World.Places;
using KioskSim.World.Taxation;

namespace KioskSim.World.Lives;

/// <summary>A household with what the other registers and the wallets hold of its members.</summary>
sealed record Entries(
    Household Household, List<SealRegistration> Seals, List<(CardCertificate Certificate, WalletCard Card)> Cards, List<(JukiCardEntry Entry, WalletJukiCard Card)> JukiCards)
{
    /// <summary>Each with the city that keeps it.</summary>
    public required IReadOnlyList<(MunicipalityCode Keeper, FamilyRegister Register)> FamilyRegisters { get; init; }

    public required IReadOnlyList<TaxEntry> Taxes { get; init; }

    public int Residents => Household.Residents.Count();
}

/// <summary>The people of one city, household by household.</summary>
sealed class CityPeople(Shared shared, City city, ulong seed, DateOnly asOf)
{
    readonly Dice _dice = Dice.For(seed, ulong.Parse(city.Code.ToString()));
    readonly Registrar _registrar = new(shared.IndividualNumbers);
    readonly CardIssuer _cards = new(city.Code, asOf, shared.Serials, shared.CardQuotas);
    readonly JukiCardIssuer? _jukiCards = city.JukiCards ? new(asOf, seed) : null;
    readonly TaxOffice _taxes = new(asOf, seed, ulong.Parse(city.Code.ToString()), shared.NoReturn);
    int _seal = 10_000;

    /// <summary>Households until the city has exactly so many residents; those who died or left come on top.</summary>
    public IEnumerable<Entries> Until(int residents)
    {
        while (residents > 0)
        {
            var entries = Enter(Compose(room: residents));
            residents -= entries.Residents;
            yield return entries;
        }
    }

    Scene Compose(int room)
    {
        var foreign = shared.Foreign.Due;
        var names = !foreign && shared.Difficult.Due ? shared.DifficultNames.Deal() : NameClass.Common;
        var scene = Play(foreign ? shared.ForeignKinds.Deal() : JapaneseKind(room), names);
        if (scene.Members.Count > room)
            scene = Play(Singles.Compose, names);
        Settlement.Settle(scene);
        shared.Departures.Befall(scene);
        return scene;
    }

    Action<Scene> JapaneseKind(int room) =>
        room >= Generations.MostCrowded && shared.Crowded.Next() ? Generations.Crowded : HouseholdKinds.Japanese.Pick(_dice);

    Scene Play(Action<Scene> compose, NameClass names)
    {
        var scene = new Scene(shared.Lists, city, asOf, names, _dice);
        compose(scene);
        return scene;
    }

    Entries Enter(Scene scene)
    {
        var household = _registrar.Enter(scene, shared.People);
        var entries = new Entries(household, [], [], [])
        {
            FamilyRegisters = [.. shared.FamilyRegistrar.Enter(scene, household)],
            Taxes = [.. _taxes.Assess(household)],
        };
        foreach (var person in household.Members)
        {
            if (shared.SealOffice.Register(person, _seal + 1, asOf, _dice) is { } seal)
            {
                entries.Seals.Add(seal);
                _seal++;
            }

            var card = _cards.Issue(person, shared.People++, _dice);
            if (card is not null)
                entries.Cards.Add((new(card.Serial, person.Id), card));
            if (_jukiCards?.Issue(person, card) is { } old)
                entries.JukiCards.Add(old);
        }

        var people = household.Members.Length;
        shared.Difficult.Count(people, household.Members.Count(p => NameTraits.Of(p) != NameTrait.None));
        shared.Foreign.Count(people, household.Members.Count(p => p.Foreign is not null));
        return entries;
    }
}
