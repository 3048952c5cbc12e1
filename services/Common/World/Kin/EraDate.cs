namespace KioskSim.World.Kin;

/// <summary>
/// Dates as they stand in a family register: by era. What a certificate prints beside them, the Paper project puts into words for itself;
/// a register's notes are finished texts.
/// </summary>
static class EraDate
{
    static readonly (DateOnly Start, string Name)[] Eras =
        [(new(2019, 5, 1), "令和"), (new(1989, 1, 8), "平成"), (new(1926, 12, 25), "昭和"), (new(1912, 7, 30), "大正"), (new(1868, 1, 25), "明治")];

    /// <summary>令和元年5月1日; the first year of an era is 元年.</summary>
    public static string Of(DateOnly date)
    {
        var (start, name) = Array.Find(Eras, era => date >= era.Start);
        var year = date.Year - start.Year + 1;
        return $"{name}{(year == 1 ? "元" : year.ToString())}年{date.Month}月{date.Day}日";
    }
}
