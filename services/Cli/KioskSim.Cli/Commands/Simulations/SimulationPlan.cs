using System.CommandLine;
using System.Globalization;
using KioskSim.Cli.Output;
using KioskSim.Simulation.Runs;
using KioskSim.World;
using KioskSim.World.Places;

namespace KioskSim.Cli.Commands.Simulations;

/// <summary>The options that say what is simulated, and the command line that says so again.</summary>
static class SimulationPlan
{
    static readonly SimulationOptions Usual = new() { Seed = 1 };

    public static Option<ulong> Seed { get; } = new("--seed") { Description = "The same number, the same run, event by event (乱数の種).", DefaultValueFactory = _ => Usual.Seed };

    static readonly Option<double> Hours = new("--hours") { Description = "From 6:30 on; a day of the service has 16.5 (時間数).", DefaultValueFactory = _ => Usual.Hours };

    static readonly Option<double> ADay = new("--a-day") { Description = "How many certificates are wanted in a whole day (一日の証明書の数).", DefaultValueFactory = _ => Usual.ADay };

    static readonly Option<int> Kiosks = new("--kiosks") { Description = "How many kiosks (端末の数).", DefaultValueFactory = _ => Usual.Kiosks };

    static readonly Option<int> Cities = new("--cities") { Description = "How many cities, 1 to 5 (市区町村の数).", DefaultValueFactory = _ => Usual.Cities };

    static readonly Option<int> Residents = new("--residents") { Description = "How many residents in all (住民の数).", DefaultValueFactory = _ => Usual.Residents };

    static readonly Option<int> People = new("--people") { Description = "How many of them come, again and again (来る人の数).", DefaultValueFactory = _ => Usual.People };

    static readonly Option<bool> Rush = new("--rush")
    {
        Description = "In place of a day the rush of `prove`: people at four kiosks who confirm at one moment (4台が同時に確定する混雑).",
    };

    static readonly Option<int> Mishaps = new("--mishaps") { Description = "Of a thousand calls on closed lines, so many are lost, cut off or delivered twice (回線の異常、千回あたり)." };

    static readonly Option<int> Stops = new("--stops") { Description = "How often a service is stopped and started again (サービスの停止回数)." };

    static readonly Option<int> Jams = new("--jams") { Description = "How often a printer jams, runs out of paper or loses its power (プリンターの故障回数)." };

    static readonly Option<string[]> Lines = LineFaultOption.Create();

    public static IReadOnlyList<Option> Options { get; } = [Seed, Hours, ADay, Kiosks, Cities, Residents, People, Rush, .. FaultOptions.All, Mishaps, Stops, Jams, Lines];

    // Of a rush these are settled.
    static readonly Option[] OfDays = [Hours, ADay, Kiosks, Cities, Residents, People, Mishaps, Stops, Jams];

    /// <exception cref="UsageException">They make no run; says why.</exception>
    public static SimulationOptions Read(ParseResult parsed)
    {
        var seed = parsed.GetValue(Seed);
        var isRush = parsed.GetValue(Rush);
        if (isRush && OfDays.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
            throw new UsageException($"{given.Name} は --rush と一緒には使えません。 / {given.Name} does not go with --rush.");
        var kiosks = Within(parsed.GetValue(Kiosks), 1, 500, Kiosks);
        return new SimulationOptions
        {
            Seed = seed,
            IsRush = isRush,
            Hours = Within(parsed.GetValue(Hours), 0.1, 16.5, Hours),
            ADay = Within(parsed.GetValue(ADay), 1, 1_000_000, ADay),
            Kiosks = kiosks,
            Cities = Within(parsed.GetValue(Cities), 1, Prefecture.Cities.Length, Cities),
            Residents = Within(parsed.GetValue(Residents), WorldOptions.Fewest, WorldOptions.Most, Residents),
            People = Within(parsed.GetValue(People), kiosks + 1, 100_000, People),
            Trouble = new Trouble
            {
                Fault = FaultOptions.Read(parsed, seed),
                LineFaults = LineFaultOption.Read(parsed, Lines, seed),
                Mishaps = Within(parsed.GetValue(Mishaps), 0, 1000, Mishaps),
                Stops = Within(parsed.GetValue(Stops), 0, 1000, Stops),
                Jams = Within(parsed.GetValue(Jams), 0, 1000, Jams),
            },
        };
    }

    /// <summary>What somebody types to have the same run again.</summary>
    public static string CommandLine(SimulationOptions options)
    {
        var (usual, trouble) = (Usual with { Seed = options.Seed }, options.Trouble);
        (Option Option, object Value, object Usual)[] values =
        [
            (Hours, options.Hours, usual.Hours), (ADay, options.ADay, usual.ADay), (Kiosks, options.Kiosks, usual.Kiosks), (Cities, options.Cities, usual.Cities),
            (Residents, options.Residents, usual.Residents), (People, options.People, usual.People), (Mishaps, trouble.Mishaps, 0), (Stops, trouble.Stops, 0),
            (Jams, trouble.Jams, 0),
        ];
        IEnumerable<string> words =
        [
            $"kiosksim simulate --seed {options.Seed}",
            .. options.IsRush ? [Rush.Name] : (string[])[],
            .. values.Where(v => !v.Value.Equals(v.Usual)).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Option.Name} {v.Value}")),
            .. FaultOptions.Words(trouble.Fault),
            .. LineFaultOption.Words(trouble.LineFaults),
        ];
        return string.Join(' ', words);
    }

    static T Within<T>(T value, T least, T most, Option option) where T : IComparable<T>, IFormattable =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {least:0.#} to {most:0.#}."));
}
