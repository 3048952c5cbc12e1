using KioskSim.Registers;
using KioskSim.World.Chance;

namespace KioskSim.World.Names;

/// <summary>Japanese names, as common as the lists order them; given names fit the year of birth.</summary>
sealed class JapaneseNames
{
    readonly Dictionary<NameClass, Weighted<FamilyName>> _families = [];
    readonly Dictionary<Sex, List<(int FirstYear, Weighted<GivenName> Names)>> _given = new() { [Sex.Male] = [], [Sex.Female] = [] };

    public JapaneseNames()
    {
        foreach (var (heading, rows) in DataFile.Read("surnames"))
        {
            var names = rows.Select(r => new FamilyName(r[0], r[1])).ToArray();
            var kind = Enum.Parse<NameClass>(heading[0]);
            _families[kind] = Weighted<FamilyName>.Ranked(names, kind == NameClass.Common ? 20 : 3);
            if (kind == NameClass.Common)
                _families[NameClass.DecomposedKana] = Weighted<FamilyName>.Ranked(names.Where(n => VoicedKana.IsIn(n.Kana)), 20);
        }

        foreach (var (heading, rows) in DataFile.Read("given-names"))
        {
            var names = Weighted<GivenName>.Ranked(rows.Select(r => new GivenName(r[0], r[1])), 12);
            _given[Enum.Parse<Sex>(heading[0])].Add((int.Parse(heading[1]), names));
        }
    }

    public FamilyName Family(NameClass kind, Dice dice) => _families[kind].Pick(dice);

    /// <summary>Fashions blur: a few years to either side of the birth decide which list is taken.</summary>
    public GivenName Given(Sex sex, int birthYear, Dice dice)
    {
        var year = birthYear + dice.Between(-4, 4);
        var cohorts = _given[sex];
        var at = cohorts.FindLastIndex(c => c.FirstYear <= year);
        return cohorts[Math.Max(at, 0)].Names.Pick(dice);
    }

    /// <summary>The same, drawn until one suits.</summary>
    public GivenName Given(Sex sex, int birthYear, Dice dice, Predicate<GivenName> suits)
    {
        while (true)
        {
            var given = Given(sex, birthYear, dice);
            if (suits(given))
                return given;
        }
    }
}
