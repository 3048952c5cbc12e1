using System.CommandLine;
using System.Text.Json;
using KioskSim.BaseRegisters.Feed;
using KioskSim.BaseRegisters.Feed.Files;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.World;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim feed`: registers from files, as systems of other makers would hand them over.</summary>
static class FeedCommand
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    static readonly Option<string> Register = new("--register") { Description = $"What the file holds: {FeedFileKind.Names}.", Required = true };

    static readonly Option<string> File = new("--file") { Description = "The file: JSON lines for residents and family registers, CSV for seals and taxes.", Required = true };

    static readonly Option<string> City = new("--city") { Description = "A city, by code or name.", Required = true };

    public static Command Create() => new("feed", "Registers from files: look through one, push one, write one.") { CreateCheck(), CreatePush(), CreateExport() };

    static Command CreateCheck()
    {
        var command = new Command("check", "Look through a file: which rows a city would be given, and what is wrong with the others.") { Register, File, CommonOptions.Json };
        command.SetAction(parsed =>
        {
            var kind = FeedFileKind.Parse(parsed.GetRequiredValue(Register));
            using var stream = Open(parsed.GetRequiredValue(File));
            return Tell(kind.Check(stream), "good", parsed.GetValue(CommonOptions.Json));
        });
        return command;
    }

    static Command CreatePush()
    {
        var asOf = new Option<string?>("--as-of")
        {
            Description = "The file is all that the register held at this time (Japan): if no row is refused, the city's copy is as old as that.",
        };
        var command = new Command("push", "Give a file's rows to the city's issuance server; the next `kiosksim issue` sees them.")
        {
            City, Register, File, asOf, CommonOptions.World, CommonOptions.Json,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var kind = FeedFileKind.Parse(parsed.GetRequiredValue(Register));
            var city = CommonOptions.ParseCity(parsed.GetRequiredValue(City));
            DateTimeOffset? confirmed = parsed.GetValue(asOf) is { } time ? CommonOptions.ParseTime(time) : null;
            await using var stream = Open(parsed.GetRequiredValue(File));
            await using var cluster = await IssuePlan.StartAsync(parsed.GetRequiredValue(CommonOptions.World), confirmed ?? ClusterOptions.UsualTime, stop);
            var server = cluster.RegistryOf(city) ?? throw new UsageException($"The world has no city {city}.");
            var report = await kind.Push(stream, city, server, stop);
            if (confirmed is { } moment && report.Refused == 0)
                await RegisterFeed.ConfirmAsync(city, kind.Register, moment, server, stop);
            return Tell(report, "pushed", parsed.GetValue(CommonOptions.Json));
        });
        return command;
    }

    static Command CreateExport()
    {
        var command = new Command("export", "Write a city's register of the world into a new file.") { City, Register, File, CommonOptions.World };
        command.SetAction(parsed =>
        {
            var kind = FeedFileKind.Parse(parsed.GetRequiredValue(Register));
            var city = CommonOptions.ParseCity(parsed.GetRequiredValue(City));
            using var world = WorldFolder.Open(parsed.GetRequiredValue(CommonOptions.World));
            using var stream = Make(parsed.GetRequiredValue(File));
            kind.Export(stream, world, city);
            return ExitCodes.Ok;
        });
        return command;
    }

    static int Tell(FileReport report, string good, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, Web));
        }
        else
        {
            foreach (var reason in report.Reasons)
                Console.WriteLine(reason);
            if (report.Refused > report.Reasons.Count)
                Console.WriteLine($"and {report.Refused - report.Reasons.Count:N0} more");
            Console.WriteLine($"{report.Good:N0} rows {good}, {report.Refused:N0} refused");
        }

        return report.Refused == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    static FileStream Open(string path) => new(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });

    // People's registers: nobody else's to read. Never over a file that is there.
    static FileStream Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }
}
