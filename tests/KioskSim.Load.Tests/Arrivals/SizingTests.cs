using System.Globalization;
using KioskSim.Load.Arrivals;

namespace KioskSim.Load.Tests.Arrivals;

/// <summary>The table of docs/operations.md that says how many cores it takes, computed again from the profiles and the figures that stand above it.</summary>
public sealed class SizingTests
{
    [Theory]
    [InlineData("a city's day", "city-day")]
    [InlineData("the nation's day", "nation-day")]
    [InlineData("a Monday in March", "march-monday")]
    public void The_table_of_cores_is_what_its_formula_gives_of_the_profile(string row, string profile)
    {
        var curve = Profiles.Find(profile, rate: null, length: null)!;
        var hour = BusiestHour(curve);
        var (second, cost, use) = (hour / 3600, Figure("c") / 1000, Figure("u"));

        var said = Cells(Assert.Single(Page, l => l.StartsWith($"| {row} |", StringComparison.Ordinal)));

        Assert.Equal(
            [Rounded(curve.Arrivals, 0), Rounded(hour, 0), Rounded(second, 2), Digits(second * cost), Digits(second * cost / use)], said[1..].Select(c => c.Replace(",", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_part_of_the_busiest_hour_is_that_of_the_nation_s_day()
    {
        var curve = Profiles.Find("nation-day", rate: null, length: null)!;
        Assert.Equal(Figure("h"), BusiestHour(curve) / curve.Arrivals, 4);
        Assert.Equal(Figure("d"), curve.Arrivals, 0);
    }

    static readonly string[] Page = Read();

    // A row of figures: | `c` | 25.6 ms … |, the last number before its unit or at its end.
    static double Figure(string name) => double.Parse(
        Cells(Assert.Single(Page, l => l.StartsWith($"| `{name}` |", StringComparison.Ordinal)))[1].Split(' ').Select(w => w.Replace(",", "", StringComparison.Ordinal))
            .First(w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
        CultureInfo.InvariantCulture);

    static double BusiestHour(LoadCurve curve)
    {
        var halfHour = TimeSpan.FromMinutes(30);
        var come = Enumerable.Range(0, (int)(curve.Length / halfHour) + 1).Select(n => ArrivalsUntil(curve, n * halfHour)).ToList();
        return Enumerable.Range(0, come.Count - 2).Max(n => come[n + 2] - come[n]);
    }

    // The curve says when so many have come; asked the other way round.
    static double ArrivalsUntil(LoadCurve curve, TimeSpan moment)
    {
        var (least, most) = (0.0, curve.Arrivals);
        for (var halved = 0; halved < 60; halved++)
        {
            var middle = (least + most) / 2;
            if (curve.When(middle) < moment)
                least = middle;
            else
                most = middle;
        }

        return least;
    }

    static string[] Cells(string line) => [.. line.Split('|', StringSplitOptions.TrimEntries)[1..^1]];

    static string Rounded(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    // Cores: two places, or the first that is not zero.
    static string Digits(double value) => value >= 0.01 ? Rounded(value, 2) : value.ToString("G1", CultureInfo.InvariantCulture);

    static string[] Read() => File.ReadAllLines(Path.Combine(CheckoutFolder.Root, "docs", "operations.md"));
}
