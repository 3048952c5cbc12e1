using KioskSim.Domain.Values;
using KioskSim.World.Chance;
using KioskSim.World.Households;
using KioskSim.World.Kin;
using KioskSim.World.Names;

namespace KioskSim.World.Lives;

/// <summary>What all cities of a world share: lists, quotas and the numbers that must not repeat.</summary>
sealed class Shared
{
    const ulong TaxLabel = 1;

    public Shared(ulong seed, DateOnly asOf, IEnumerable<MunicipalityCode> cities)
    {
        FamilyRegistrar = new(cities, asOf, seed);
        NoReturn = new(50, Dice.For(seed, TaxLabel));
        var dice = Dice.For(seed, 0);
        Departures = new(dice);
        SealOffice = new(dice);
        CardQuotas = new(dice);
        DifficultNames = new(
            [
                (NameClass.VariantTaka, 9), (NameClass.VariantSaki, 8), (NameClass.SequenceNabe, 5), (NameClass.NonBmp, 5),
                (NameClass.VariantToku, 3), (NameClass.SequenceKuzu, 2), (NameClass.DecomposedKana, 4),
            ],
            dice);
        ForeignKinds = new(HouseholdKinds.Foreign, dice);
        Crowded = new(4, dice);
        IndividualNumbers = new(100_000_000_000, dice);
        Serials = new(1UL << 62, dice);
    }

    public Lists Lists { get; } = new();

    public Departures Departures { get; }

    public SealOffice SealOffice { get; }

    public CardQuotas CardQuotas { get; }

    /// <summary>One name in eight is difficult.</summary>
    public Share Difficult { get; } = new(125);

    public Deck<NameClass> DifficultNames { get; }

    public Share Foreign { get; } = new(30);

    public Deck<Action<Scene>> ForeignKinds { get; }

    public Quota Crowded { get; }

    public Permutation IndividualNumbers { get; }

    public Permutation Serials { get; }

    /// <summary>One for all cities, since most people's register is kept in another.</summary>
    public FamilyRegistrar FamilyRegistrar { get; }

    /// <summary>Adults of whose income nobody knows.</summary>
    public Quota NoReturn { get; }

    /// <summary>How many people have been entered in all cities so far.</summary>
    public ulong People { get; set; }
}
