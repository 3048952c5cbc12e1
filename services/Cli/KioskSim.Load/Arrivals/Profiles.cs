namespace KioskSim.Load.Arrivals;

/// <summary>Shapes of load that have a name. Volumes are known; how a day is spread over its hours is nowhere published, so that shape is an assumption.</summary>
public static class Profiles
{
    /// <summary>Certificates of one city in a day: 100,000 a year over 200 days, over all channels (000-83).</summary>
    public const int CityDay = 500;

    /// <summary>31.89 million in a year of 360 days, nationwide.</summary>
    public const int NationDay = 88_600;

    // Weights of the half hours from 6:30 to 23:00: few before work, a peak at noon, a lower one after work, few at night.
    static readonly double[] HalfHours =
    [
        2, 3, 5, 8, 10, 11, 11, 12, 12, 13, 16, 20, 19, 15, 13, 12, 12, 12, 12, 13, 14, 16, 17, 16, 14, 12, 10, 8, 7, 5, 4, 3, 2,
    ];

    // The end of March, when people move: twice a usual day, and noon of a Monday, when the offices let go, half as much again.
    const double MovingSeason = 2;
    const double MondayNoon = 1.5;

    static readonly Dictionary<string, Func<Rate?, TimeSpan?, LoadCurve>> All = new(StringComparer.Ordinal)
    {
        ["city-day"] = (rate, _) => Day(rate?.PerSecond * Rate.Day.TotalSeconds ?? CityDay),
        ["nation-day"] = (rate, _) => Day(rate?.PerSecond * Rate.Day.TotalSeconds ?? NationDay),
        ["march-monday"] = (rate, _) => Day((rate?.PerSecond * Rate.Day.TotalSeconds ?? NationDay) * MovingSeason, MondayNoon),
        ["spike"] = (rate, length) => Spike(rate ?? Usual, length ?? TimeSpan.FromMinutes(5)),
        ["soak"] = (rate, length) => LoadCurve.Level(rate ?? Usual, length ?? TimeSpan.FromHours(4)),
        ["breakpoint"] = (rate, length) => Climb(rate ?? Usual, length ?? TimeSpan.FromMinutes(20)),
    };

    static readonly Rate Usual = new(NationDay / Rate.Day.TotalSeconds);

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Whether it is a day of the service, whose length is given.</summary>
    public static bool IsDay(string name) => name is "city-day" or "nation-day" or "march-monday";

    /// <param name="rate">In place of the profile's own: of a day its total, else the level it starts from.</param>
    /// <param name="length">In place of the profile's own; a day is as long as it is.</param>
    /// <returns>Null: there is none of that name.</returns>
    public static LoadCurve? Find(string name, Rate? rate, TimeSpan? length) => All.TryGetValue(name, out var make) ? make(rate, length) : null;

    static LoadCurve Day(double total, double noon = 1)
    {
        var each = Rate.Day / HalfHours.Length;
        var unit = total / HalfHours.Sum() / each.TotalSeconds;
        return new LoadCurve(HalfHours.Select((weight, i) => weight * unit * (i is 10 or 11 or 12 ? noon : 1)) // 11:30 to 13:00
            .Select(perSecond => new Stretch(each, perSecond, perSecond)));
    }

    // Level, then ten times as many at once for a tenth of the time, then level again: does what piled up go away?
    static LoadCurve Spike(Rate rate, TimeSpan length) => new(
        new Stretch(length * 0.4, rate.PerSecond, rate.PerSecond),
        new Stretch(length * 0.1, 10 * rate.PerSecond, 10 * rate.PerSecond),
        new Stretch(length * 0.5, rate.PerSecond, rate.PerSecond));

    // From nothing to twenty times the level: somewhere on the way it breaks.
    static LoadCurve Climb(Rate rate, TimeSpan length) => new(new Stretch(length, 0, 20 * rate.PerSecond));
}
