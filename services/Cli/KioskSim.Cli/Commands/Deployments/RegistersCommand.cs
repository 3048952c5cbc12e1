using System.CommandLine;
using Grpc.Core;
using KioskSim.Cli.Output;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Errors;
using KioskSim.Hosting.Zones;
using KioskSim.World;

namespace KioskSim.Cli.Commands.Deployments;

/// <summary>`kiosksim registers`: the base registers of all cities of a deployment, in daily life.</summary>
static class RegistersCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var place = new Option<string>("--deployment") { Description = "The deployment: a folder, or its packed file (配置フォルダーまたは1ファイル).", Required = true };
        var command = new Command("registers", "Be the base registers of all cities of a deployment: push them, and say again and again that this is all; until Ctrl-C (基幹系システムの代わり).")
        {
            place, CommonOptions.World,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetRequiredValue(place), parsed.GetRequiredValue(CommonOptions.World), stop));
        return command;
    }

    static async Task<int> RunAsync(string place, string folder, CancellationToken stop)
    {
        using var deployment = DeploymentFolder.Load(place, DeploymentCommand.WallClock);
        using var world = WorldFolder.Open(folder);
        var lines = new List<ZoneChannel>();
        var upkeep = new List<RegisterUpkeep>();
        try
        {
            foreach (var (server, cities) in ServerPlan.Of(world.Summary.Cities.Select(c => new MunicipalityCode(c.Code))))
            {
                var line = deployment.Open(new Member(Zone.CityCore, Party.Registry, Members.Registry), Party.City, server, FlowErrorCode.CityUnreachable, Patience);
                lines.Add(line);
                var core = new RegistryFeed.RegistryFeedClient(line.Invoker);
                foreach (var city in cities)
                {
                    await PushAsync(world, city, core, stop);
                    Console.WriteLine($"{city}: {world.Summary.Cities.Single(c => c.Code == city.ToString()).Name}");
                }

                var daily = new RegisterUpkeep(cities, core, deployment.Clock);
                upkeep.Add(daily);
                await daily.ConfirmAsync(stop);
            }

            Console.WriteLine("pushed");
            await Task.Delay(Timeout.InfiniteTimeSpan, DeploymentCommand.WallClock, stop);
            return ExitCodes.Ok;
        }
        finally
        {
            foreach (var daily in upkeep)
                await daily.DisposeAsync();
            foreach (var line in lines)
                line.Dispose();
        }
    }

    // A server that is not there yet will be: everything starts at once.
    static async Task PushAsync(WorldFolder world, MunicipalityCode city, RegistryFeed.RegistryFeedClient core, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await WorldFeed.PushAsync(world, city, core, stop);
                return;
            }
            catch (RpcException e)
            {
                var error = ErrorTranslation.FromRpc(e, FlowErrorCode.CityUnreachable);
                if (error.Code != FlowErrorCode.CityUnreachable)
                    throw error;
                Console.WriteLine($"{city}: {error.Message}");
                await Task.Delay(Again, DeploymentCommand.WallClock, stop);
            }
        }
    }
}
