using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Cluster.Containers;

namespace KioskSim.Cli.Commands.Deployments;

/// <summary>`kiosksim deployment`: what the containers of a KioskSim are given.</summary>
static class DeploymentCommand
{
#pragma warning disable RS0030 // A process chooses its clock here: a deployment's is driven by the system's.
    /// <summary>What drives the clock of a deployment.</summary>
    public static TimeProvider WallClock => TimeProvider.System;
#pragma warning restore RS0030

    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder that is made; one file for each container (作るフォルダー。コンテナーごとに1ファイル).", Required = true };
        var kiosks = new Option<int>("--kiosks") { Description = "How many kiosks (マルチコピー機の台数), 1 to 100.", DefaultValueFactory = _ => 1 };
        var people = new Option<int>("--people")
        {
            Description = "How many people of each kind that `kiosksim residents` knows have their cards with them, in each city (カードを持ってくる人の数。種類ごと、市ごと).",
            DefaultValueFactory = _ => 2,
        };
        var at = new Option<string>("--at") { Description = "The hour in the simulation when this is made; it goes on as real time does.", DefaultValueFactory = _ => "2026-11-18T10:15" };
        var command = new Command("deployment", "Make what the containers of a KioskSim are given: keys, certificates, configurations (コンテナーに渡す鍵と設定を作る). docs/containers.md.")
        {
            folder, kiosks, people, at, CommonOptions.World,
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(kiosks) is < 1 or > 100)
                throw new UsageException("--kiosks is 1 to 100.");
            if (parsed.GetValue(people) < 1)
                throw new UsageException("--people is 1 or more.");
            var options = new ContainerKitOptions
            {
                World = parsed.GetRequiredValue(CommonOptions.World),
                Kiosks = parsed.GetValue(kiosks),
                People = parsed.GetValue(people),
                Start = CommonOptions.ParseTime(parsed.GetRequiredValue(at)),
                WallClock = WallClock,
            };
            var containers = await ContainerKit.MakeAsync(options, parsed.GetRequiredValue(folder), Console.Error.WriteLine, stop);
            Console.WriteLine($"{parsed.GetRequiredValue(folder)}: {string.Join(", ", containers)}");
            return ExitCodes.Ok;
        });
        return command;
    }
}
