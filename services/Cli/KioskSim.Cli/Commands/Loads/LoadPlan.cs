using System.CommandLine;
using System.Globalization;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Load;
using KioskSim.Load.Arrivals;
using KioskSim.Load.Fleet;
using KioskSim.World;
using KioskSim.World.Places;

namespace KioskSim.Cli.Commands.Loads;

/// <summary>The options that say who comes when, and to what.</summary>
static class LoadPlan
{
    const int UsualKiosks = 16;

    // A city closes at 23:00: a run that would go on until then begins when it opens.
    static readonly TimeSpan UntilEvening = TimeSpan.FromHours(12);
    static readonly TimeSpan OpeningIsEarlierBy = TimeSpan.FromHours(3.5);

    static readonly Option<string?> RateOption = new("--rate") { Description = "How many come: 1.5/s, 90/m, 5400/h, 88600/d; a day is from 6:30 to 23:00 (来る人の数)." };

    static readonly Option<string?> Profile = new("--profile") { Description = $"A shape of load with a name: {string.Join(", ", Profiles.Names)} (負荷の形)." };

    static readonly Option<double> Speedup = new("--speedup") { Description = "The same people in so many times less time (何倍速か).", DefaultValueFactory = _ => 1 };

    static readonly Option<string?> Duration = new("--duration") { Description = "How long people come: 30s, 5m, 2h; a day is as long as it is (続ける時間)." };

    static readonly Option<int?> Users = new("--users") { Description = "Closed model: so many users, each of whom comes again when served (閉鎖型の利用者数)." };

    static readonly Option<long?> Issues = new("--issues") { Description = "Closed model: how many certificates in all; by default as many as the profile has (閉鎖型の総数)." };

    static readonly Option<Spread> SpreadOption = new("--spread") { Description = "Open model: people come independently of each other (poisson) or evenly (even).", DefaultValueFactory = _ => Spread.Poisson };

    static readonly Option<int> Queue = new("--queue") { Description = "Open model: who finds so many waiting goes home, and is counted as dropped.", DefaultValueFactory = _ => 10_000 };

    static readonly Option<ulong> Seed = new("--seed") { Description = "The same number, the same people at the same moments for the same (乱数の種).", DefaultValueFactory = _ => 1 };

    static readonly Option<int?> Kiosks = new("--kiosks") { Description = $"How many kiosks, all in this process; {UsualKiosks}, or as many as users (端末の数)." };

    static readonly Option<int> Cities = new("--cities") { Description = "How many cities, 1 to 5 (市区町村の数).", DefaultValueFactory = _ => Prefecture.Cities.Length };

    static readonly Option<int> Residents = new("--residents") { Description = "How many residents in all (住民の数).", DefaultValueFactory = _ => 5000 };

    static readonly Option<int?> People = new("--people") { Description = "How many of them come, again and again; a card is made for each beforehand. At least 100 and twice the kiosks." };

    public static Option<bool> Prove { get; } = new("--prove")
    {
        Description = "When the run is over, hold every sheet and all books against each other: findings==0 has to hold (用紙と帳簿の照合).",
    };

    static readonly Option<string[]> Lines = LineFaultOption.Create();

    public static IReadOnlyList<Option> Options { get; } =
    [
        RateOption, Profile, Speedup, Duration, Users, Issues, SpreadOption, Queue, Seed, Kiosks, Cities, Residents, People, ReplicasOption.Option, Share.Option, Prove, .. FaultOptions.All, Lines,
        .. CommonOptions.OfDeployment,
    ];

    // Of services that run already nothing can be chosen.
    static IEnumerable<Option> OwnOptions => [Kiosks, Cities, Residents, ReplicasOption.Option, Share.Option, .. FaultOptions.All, Lines];

    /// <exception cref="UsageException">They do not make a run; says why.</exception>
    public static LoadOptions Read(ParseResult parsed)
    {
        var running = parsed.GetValue(CommonOptions.Deployment) is { } place ? new RunningServices(place, parsed.GetValue(CommonOptions.Data), CommonOptions.WorldOfDeployment(parsed)) : null;
        CommonOptions.Refuse(parsed, running is null ? CommonOptions.OfDeployment : OwnOptions, running is null ? "services that are started for the run" : CommonOptions.Deployment.Name);
        var shard = Share.Read(parsed.GetValue(Share.Option));
        var usual = new LoadOptions { Fleet = Fleet(parsed, shard) with { Running = running }, Load = "", MostWaiting = Within(parsed.GetValue(Queue), 1, int.MaxValue, "--queue"), Spread = parsed.GetValue(SpreadOption) };
        var options = parsed.GetValue(Users) is { } users ? Closed(parsed, usual, users) : Open(parsed, usual);
        if (running is not null)
            return options with { Load = $"{options.Load} (a deployment)" };
        if (options.Fleet.Replicas is { } replicas)
            options = options with { Load = $"{options.Load} (servers: centre {replicas.Centre}, jpki {replicas.Jpki}, city {replicas.City})" };
        if (options.Fleet.Fault is { } fault)
            options = options with { Load = $"{options.Load} ({fault.Name}{(fault.GuardOff ? ", guard off" : "")})" };
        if (options.Fleet.LineFaults.Faults is [_, ..] faults)
            options = options with { Load = $"{options.Load} ({string.Join(", ", faults)})" };
        return options.Curve?.Length > UntilEvening ? options with { Fleet = options.Fleet with { At = options.Fleet.At - OpeningIsEarlierBy } } : options;
    }

    static LoadOptions Open(ParseResult parsed, LoadOptions usual)
    {
        if (parsed.GetValue(Issues) is not null)
            throw new UsageException("--issues goes with --users; how many come without it is said by --rate, --profile and --duration.");
        var (rate, profile, speedup) = (ReadRate(parsed), parsed.GetValue(Profile), parsed.GetValue(Speedup));
        if (rate is null && profile is null)
            throw new UsageException("Say how many come: --rate 1.5/s, --profile city-day or --users 16.");
        if (!(speedup > 0 && speedup <= 1_000_000))
            throw new UsageException("--speedup is more than 0 and at most 1,000,000.");
        var duration = ReadDuration(parsed);
        var curve = profile is null ? LoadCurve.Level(rate!.Value, duration ?? TimeSpan.FromMinutes(1)) : Shape(profile, rate, duration);
        string?[] words =
        [
            profile, rate is null ? null : $"{parsed.GetValue(RateOption)}", duration is null ? null : parsed.GetValue(Duration),
            speedup.Equals(1.0) ? null : string.Create(CultureInfo.InvariantCulture, $"× {speedup}"),
        ];
        return usual with { Curve = speedup.Equals(1.0) ? curve : curve.Faster(speedup), Load = string.Join(' ', words.OfType<string>()) };
    }

    static LoadOptions Closed(ParseResult parsed, LoadOptions usual, int users)
    {
        if (parsed.GetValue(RateOption) is not null || !parsed.GetValue(Speedup).Equals(1.0))
            throw new UsageException("--users come again as soon as they are served: --rate and --speedup do not go with it.");
        if (users < 1 || users > usual.Fleet.Kiosks)
            throw new UsageException("--users are 1 or more, and at most as many as --kiosks.");
        var (profile, duration) = (parsed.GetValue(Profile), ReadDuration(parsed));
        var issues = parsed.GetValue(Issues) ?? (profile is null ? null : (long)Shape(profile, null, null).Arrivals);
        if (issues is null && duration is null)
            throw new UsageException("Say when it ends: --issues 1000, --duration 30s or --profile nation-day.");
        if (issues < 1)
            throw new UsageException("--issues is 1 or more.");
        var until = issues is null ? parsed.GetValue(Duration) : string.Create(CultureInfo.InvariantCulture, $"{issues}");
        return usual with { Closed = new ClosedLoad(users, issues ?? long.MaxValue, duration), Load = $"{(profile is null ? "" : $"{profile}, ")}{users} users, {until}" };
    }

    static FleetOptions Fleet(ParseResult parsed, Shard shard)
    {
        var kiosks = Within(parsed.GetValue(Kiosks) ?? parsed.GetValue(Users) ?? UsualKiosks, 1, 5000, "--kiosks");
        var replicas = ReplicasOption.Read(parsed.GetValue(ReplicasOption.Option));
        return new FleetOptions
        {
            Seed = parsed.GetValue(Seed), Kiosks = kiosks, Shard = shard,
            Cities = Within(parsed.GetValue(Cities), 1, Prefecture.Cities.Length, "--cities"),
            Residents = Within(parsed.GetValue(Residents), WorldOptions.Fewest, WorldOptions.Most, "--residents"),
            People = Within(parsed.GetValue(People) ?? Math.Max(100, 2 * kiosks) * shard.Of, kiosks * shard.Of + 1, 100_000, "--people"),
            RemembersVisits = parsed.GetValue(Prove), Replicas = replicas, Postgres = replicas is null ? null : CommonOptions.Postgres,
            At = ClusterOptions.UsualTime, Fault = FaultOptions.Read(parsed, parsed.GetValue(Seed)), LineFaults = LineFaultOption.Read(parsed, Lines, parsed.GetValue(Seed)),
#pragma warning disable RS0030 // The command is where the simulation's clock is set going.
            WallClock = TimeProvider.System,
#pragma warning restore RS0030
        };
    }

    static LoadCurve Shape(string profile, Rate? rate, TimeSpan? duration) =>
        duration is not null && Profiles.IsDay(profile) ? throw new UsageException("--duration: a day is as long as it is; --speedup makes it shorter.")
        : Profiles.Find(profile, rate, duration) ?? throw new UsageException($"--profile: there is no '{profile}'; profiles are {string.Join(", ", Profiles.Names)}.");

    static Rate? ReadRate(ParseResult parsed) =>
        parsed.GetValue(RateOption) is not { } text ? null
        : Rate.TryParse(text, out var rate) ? rate
        : throw new UsageException($"--rate: '{text}' is no rate; write 1.5/s, 90/m, 5400/h or 88600/d.");

    static TimeSpan? ReadDuration(ParseResult parsed)
    {
        if (parsed.GetValue(Duration) is not { } text)
            return null;
        double? unit = text is [.., var last] ? last switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null } : null;
        return unit is { } seconds && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0 && count * seconds <= 1_000_000
            ? TimeSpan.FromSeconds(count * seconds)
            : throw new UsageException($"--duration: '{text}' is no length of time; write 30s, 5m or 2h.");
    }

    static int Within(int value, int least, int most, string option) =>
        value >= least && value <= most ? value : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} is {least:N0} to {most:N0}."));
}
