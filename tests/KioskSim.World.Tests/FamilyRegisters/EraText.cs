using System.Globalization;
using System.Text.RegularExpressions;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.World.Tests.FamilyRegisters;

/// <summary>Reads dates by era back, from the first year of each.</summary>
static partial class EraText
{
    static readonly Dictionary<string, int> FirstYears = new() { ["明治"] = 1868, ["大正"] = 1912, ["昭和"] = 1926, ["平成"] = 1989, ["令和"] = 2019 };

    public static DateOnly Read(string text)
    {
        var parts = Pattern().Match(text);
        Assert.True(parts.Success);
        var year = parts.Groups[2].Value == "元" ? 1 : Number(2);
        return new(FirstYears[parts.Groups[1].Value] + year - 1, Number(3), Number(4));

        int Number(int group) => int.Parse(parts.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^(..)(元|[0-9]+)年([0-9]+)月([0-9]+)日$")]
    private static partial Regex Pattern();
}

static class Names
{
    /// <summary>A member's full name: the register's family name and the given one.</summary>
    public static string Full(FamilyRegister register, FamilyMember member) =>
        register.Head[..(register.Head.IndexOf(PersonName.Separator) + 1)] + member.Given;
}
