namespace KioskSim.City.Municipalities;

/// <summary>
/// Which fiscal year tax certificates are of: the current one, which begins in June, when the year's tax is assessed; until then, also
/// after the first of April, it is the year before.
/// </summary>
/// <param name="Name">As the city calls the tax: 市民税・県民税, 市・都民税.</param>
/// <param name="NewYearFrom">Month and day from which the new year's certificates are issued.</param>
public sealed record TaxCalendar(string Name, (int Month, int Day) NewYearFrom)
{
    public static TaxCalendar Usual { get; } = new("市民税・県民税", (6, 10));

    /// <returns>令和8年度 is 2026.</returns>
    public int YearOn(DateOnly day) => (day.Month, day.Day).CompareTo(NewYearFrom) < 0 ? day.Year - 1 : day.Year;
}
