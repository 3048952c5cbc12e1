using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Commands.Offices;

/// <summary>What happened at an office: a line for each thing, in words and as data.</summary>
sealed record OfficeLine(Bilingual Words, object Data);

/// <summary>How the commands of a city's offices are made: one city, one run of all services, lines or JSON.</summary>
static class OfficeCommand
{
    public static Option<string> CityOption { get; } = new("--city") { Description = "The city, by code or name.", Required = true };

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public delegate Task<IReadOnlyList<OfficeLine>> Act(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop);

    /// <param name="nothing">Said where there is no line.</param>
    public static Command Make(string name, string description, IEnumerable<Option> more, Bilingual nothing, Act act)
    {
        var command = new Command(name, description) { CityOption };
        foreach (var option in more)
            command.Add(option);
        command.Add(CardHolder.At);
        command.Add(CommonOptions.World);
        command.Add(CommonOptions.State);
        command.Add(CommonOptions.Json);
        command.SetAction(async (parsed, stop) =>
        {
            var city = CommonOptions.ParseCity(parsed.GetRequiredValue(CityOption));
            await using var cluster = await CardHolder.StartAsync(parsed, stop);
            var lines = await act(cluster, city, parsed, stop);
            if (parsed.GetValue(CommonOptions.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(lines.Select(l => l.Data), Json));
                return ExitCodes.Ok;
            }

            foreach (var words in lines.Count > 0 ? lines.Select(l => l.Words) : [nothing])
                Console.WriteLine($"{words.Japanese} / {words.English}");
            return ExitCodes.Ok;
        });
        return command;
    }
}
