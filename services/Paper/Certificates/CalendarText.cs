namespace KioskSim.Paper.Certificates;

/// <summary>Dates as the form prints them: by era for nationals, by Gregorian year where a foreign resident's papers do.</summary>
internal static class CalendarText
{
    public static string InEra(DateOnly date) => Wareki.From(date).ToString();

    /// <summary>A date of birth: a foreign resident's by the Gregorian year.</summary>
    public static string Birth(DateOnly date, bool isWestern) => isWestern ? Western(date) : InEra(date);

    public static string Western(DateOnly date) => $"{date.Year}年{date.Month}月{date.Day}日";
}
