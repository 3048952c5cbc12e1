using KioskSim.Registers;
using KioskSim.World.Chance;

namespace KioskSim.World.Names;

/// <summary>A name or a part of one: Roman letters, characters (empty where the language has none), reading.</summary>
sealed record RomanName(string Roman, string Characters, string Kana)
{
    public static RomanName None { get; } = new("", "", "");
}

/// <summary>Names of foreign residents, by nationality.</summary>
sealed class ForeignNames
{
    readonly Dictionary<(string Nation, string Part), RomanName[]> _parts = DataFile.Read("foreign-names")
        .ToDictionary(s => (s.Heading[0], s.Heading[1]), s => s.Rows.Select(Part).ToArray());

    public RomanName Family(string nation, Dice dice) =>
        _parts.TryGetValue((nation, "Family"), out var families) ? dice.Pick(families) : RomanName.None;

    /// <summary>Family name first, as the residence card prints it.</summary>
    public RomanName Compose(string nation, RomanName family, Sex sex, Dice dice) =>
        Join(family, dice.Pick(_parts[(nation, sex.ToString())]));

    /// <summary>A name as long as the register takes: family and given names one after the other until no more fits.</summary>
    public RomanName Long(string nation, RomanName family, Sex sex, Dice dice)
    {
        var name = Compose(nation, family, sex, dice);
        for (var turn = 0; turn < 12; turn++)
        {
            var more = turn % 2 == 0 ? Family(nation, dice) : dice.Pick(_parts[(nation, sex.ToString())]);
            var longer = new RomanName($"{name.Roman} {more.Roman}", "", $"{name.Kana} {more.Kana}");
            var fits = longer is { Roman.Length: <= PersonName.Longest, Kana.Length: <= PersonName.Longest };
            if (fits && more != RomanName.None && !name.Roman.Contains(more.Roman, StringComparison.Ordinal))
                name = longer;
        }

        return name;
    }

    static RomanName Join(RomanName family, RomanName given) => family == RomanName.None
        ? new(given.Roman, "", given.Kana)
        : new(
            $"{family.Roman} {given.Roman}",
            given.Characters == "" ? "" : family.Characters + PersonName.Separator + given.Characters,
            $"{family.Kana} {given.Kana}");

    static RomanName Part(string[] row) => row.Length == 3 ? new(row[0], row[1], row[2]) : new(row[0], "", row[1]);
}
