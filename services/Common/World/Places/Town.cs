using KioskSim.World.Chance;

namespace KioskSim.World.Places;

/// <summary>How addresses of a town are written; the lists of places use the same words.</summary>
enum Numbering
{
    /// <summary>住居表示: 三丁目4番5号</summary>
    Block,

    /// <summary>丁目と地番: 三丁目4番地5</summary>
    Lot,

    /// <summary>地番: 1234番地5</summary>
    Land,
}

/// <summary>町 or 大字. <paramref name="Chome"/> is how many 丁目 it has, 0 for none.</summary>
sealed record Town(string Name, int Chome, Numbering Numbering)
{
    const string KanjiDigits = "〇一二三四五六七八九";

    /// <param name="row">Name, number of 丁目, numbering: a row of the lists of places.</param>
    public static Town Parse(string[] row) => new(row[0], int.Parse(row[1]), Enum.Parse<Numbering>(row[2], ignoreCase: true));

    public Spot AnySpot(Dice dice)
    {
        var part = Chome == 0 ? Name : $"{Name}{KanjiDigits[dice.Between(1, Chome)]}丁目";
        return Numbering switch
        {
            Numbering.Block => new(part, Numbering, dice.Between(1, 38), dice.Between(1, 26)),
            Numbering.Lot => new(part, Numbering, dice.Between(1, 60), dice.Chance(850) ? dice.Between(1, 32) : null),
            _ => new(part, Numbering, dice.Between(1, 3200), dice.Chance(600) ? dice.Between(1, 14) : null),
        };
    }
}

/// <summary>A piece of land or a house on it: town part, then 番 and 号, or 番地 and its branch.</summary>
sealed record Spot(string TownPart, Numbering Numbering, int Number, int? Branch)
{
    /// <summary>As an address.</summary>
    public string Residence => Numbering == Numbering.Block ? $"{TownPart}{Number}番{Branch}号" : Lot;

    /// <summary>As a registered domicile, which names the block or the lot and never the house.</summary>
    public string Domicile => Numbering == Numbering.Block ? $"{TownPart}{Number}番" : Lot;

    string Lot => $"{TownPart}{Number}番地{Branch}";
}
