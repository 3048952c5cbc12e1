namespace KioskSim.Paper.Certificates;

/// <summary>Dates as the form prints them: by era for nationals, by Gregorian year where a foreign resident's papers do.</summary>
internal static class CalendarText
{
    public static string InEra(DateOnly date) => Wareki.From(date).ToString();

    public static string Western(DateOnly date) => $"{date.Year}年{date.Month}月{date.Day}日";
}
