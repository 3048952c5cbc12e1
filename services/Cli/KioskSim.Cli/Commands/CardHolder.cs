using System.CommandLine;
using KioskSim.Cluster;
using KioskSim.Domain.Values;

namespace KioskSim.Cli.Commands;

/// <summary>Whose card a command is about, and where what it keeps lies.</summary>
readonly record struct CardHolder(MunicipalityCode City, string Resident)
{
    static readonly Option<string> CityOption = new("--city") { Description = "The city of the card's holder, by code or name.", Required = true };

    static readonly Option<string> ResidentOption = new("--resident") { Description = "The city's number of the person (`kiosksim residents` lists some).", Required = true };

    /// <summary>For commands that are about time.</summary>
    public static Option<string?> At { get; } = new("--at") { Description = "The time of the simulation (Japan); by default 2026-11-18T10:15." };

    /// <summary>A command about somebody's card.</summary>
    public static Command Command(string name, string description, IEnumerable<Option> more, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        var command = new Command(name, description) { CityOption, ResidentOption, CommonOptions.World, CommonOptions.State };
        foreach (var option in more)
            command.Add(option);
        command.Add(CommonOptions.Json);
        command.SetAction(action);
        return command;
    }

    public static CardHolder Of(ParseResult parsed) =>
        new(CommonOptions.ParseCity(parsed.GetRequiredValue(CityOption)), parsed.GetRequiredValue(ResidentOption));

    /// <summary>All services, with what they kept since the last time.</summary>
    public static Task<LocalCluster> StartAsync(ParseResult parsed, CancellationToken stop) => IssuePlan.StartAsync(
        parsed.GetRequiredValue(CommonOptions.World), parsed.GetValue(At) is { } at ? CommonOptions.ParseTime(at) : ClusterOptions.UsualTime, stop,
        usual => parsed.GetValue(CommonOptions.State) is { } folder ? usual with { State = folder } : usual);
}
