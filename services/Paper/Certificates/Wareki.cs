namespace KioskSim.Paper.Certificates;

/// <summary>A date by Japanese era, as certificates print it. Eras change on a day, not on a year: 1989 is 昭和64年 until 7 January.</summary>
public readonly record struct Wareki(string Era, int Year, int Month, int Day)
{
    /// <summary>The Gregorian calendar came into force on this day, 明治6年1月1日; dates before it are of another calendar.</summary>
    public static readonly DateOnly First = new(1873, 1, 1);

    static readonly (DateOnly Start, string Name)[] Eras =
    [
        (new(2019, 5, 1), "令和"),
        (new(1989, 1, 8), "平成"),
        (new(1926, 12, 25), "昭和"),
        (new(1912, 7, 30), "大正"),
        (new(1868, 1, 25), "明治"),
    ];

    /// <exception cref="ArgumentException">Before <see cref="First"/>; does not show the date, which may be a birth date.</exception>
    public static Wareki From(DateOnly date)
    {
        if (date < First)
            throw new ArgumentException("Dates before 1873 are not of the Gregorian calendar.", nameof(date));
        var (start, name) = Array.Find(Eras, era => date >= era.Start);
        return new Wareki(name, date.Year - start.Year + 1, date.Month, date.Day);
    }

    /// <summary>令和8年; the first year of an era is 元年.</summary>
    public string YearText => Year == 1 ? $"{Era}元年" : $"{Era}{Year}年";

    /// <summary>令和元年5月1日</summary>
    public override string ToString() => $"{YearText}{Month}月{Day}日";
}
