using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;

namespace KioskSim.Cli.Commands.Deployments;

/// <summary>`kiosksim renew`: new certificates for the lines of a deployment, in steps that break none (docs/operations.md).</summary>
static class RenewCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The deployment: a folder, or the folder of the containers' files (今の配置フォルダー).", Required = true };
        var to = new Option<string>("--out") { Description = "The folder that is made, with a folder for each step (作るフォルダー。手順ごとに1つ).", Required = true };
        var lines = new Option<string[]>("--line") { Description = "A line that is renewed: store-line, lgwan, …; all unless said otherwise (更新する回線).", AllowMultipleArgumentsPerToken = true };
        var command = new Command("renew", "Make new certificates for a deployment's lines; they are rolled out in three steps (回線の証明書の更新). docs/operations.md.") { from, to, lines };
        command.SetAction(parsed =>
        {
            IReadOnlyCollection<Zone> zones = parsed.GetValue(lines) is { Length: > 0 } named
                ? [.. named.Select(n => ZoneNames.TryParse(n, out var zone) ? zone : throw new UsageException($"--line is one of {string.Join(", ", ZoneNames.All.Select(z => z.Name()))}."))]
                : ZoneNames.All;
            var folder = parsed.GetRequiredValue(to);
            Renewal.Make(parsed.GetRequiredValue(from), folder, zones, DeploymentCommand.WallClock, Entropy.Secure);
            Console.WriteLine($"{folder}: {string.Join(", ", Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal))}");
            return ExitCodes.Ok;
        });
        return command;
    }
}
