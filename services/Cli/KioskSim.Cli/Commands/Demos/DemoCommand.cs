using System.CommandLine;
using KioskSim.Cli.Narration;
using KioskSim.Cli.Output;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Cli.Commands.Demos;

/// <summary>`kiosksim demo`: an invented city in a meeting room, or told in the terminal.</summary>
static class DemoCommand
{
    /// <summary>The city that is shown.</summary>
    public static readonly MunicipalityCode City = new("482013");

    const int UsualPort = 8080;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where browsers of this computer find it; 0: any free port.", DefaultValueFactory = _ => UsualPort };
        var text = new Option<bool>("--text") { Description = "No browser: issue one certificate of each kind, tell it here, and end." };
        var residents = new Option<int>("--residents") { Description = "How many residents the city has, when it is made.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<ulong>("--seed") { Description = "The same number makes the same people.", DefaultValueFactory = _ => 1 };
        var folder = new Option<string>("--out") { Description = "Where the city is, and with --text the paper.", DefaultValueFactory = _ => "kiosksim-demo" };
        var language = new Option<Language>("--lang") { Description = "With --text: language of the story.", DefaultValueFactory = _ => Language.Both };
        var command = new Command("demo", "Open an address that shows a kiosk and everything behind it; until Ctrl-C.")
        {
            port, text, residents, seed, folder, language, CommonOptions.Deployment, CommonOptions.Data, CommonOptions.DeploymentWorld,
        };
        command.SetAction((parsed, stop) =>
        {
            if (parsed.GetValue(port) is < 0 or > ushort.MaxValue)
                throw new UsageException($"--port is 0 to {ushort.MaxValue}.");
            if (parsed.GetValue(CommonOptions.Deployment) is { } place)
            {
                return parsed.GetValue(text)
                    ? TextDemo.RunElsewhereAsync(place, parsed.GetValue(CommonOptions.Data), CommonOptions.WorldOfDeployment(parsed), parsed.GetRequiredValue(folder), parsed.GetValue(language), stop)
                    : throw new UsageException("The page shows services that it starts itself; of --deployment write --text.");
            }

            var options = new WorldOptions { Residents = parsed.GetValue(residents), Seed = parsed.GetValue(seed), Cities = [City] };
            var @out = parsed.GetRequiredValue(folder);
            return parsed.GetValue(text)
                ? TextDemo.RunAsync(options, @out, parsed.GetValue(language), stop)
                : RoomDemo.RunAsync(options, @out, parsed.GetValue(port), stop);
        });
        return command;
    }

    /// <summary>The city's folder within that of the demo.</summary>
    public static string WorldIn(string folder) => Path.Combine(folder, "world");
}
