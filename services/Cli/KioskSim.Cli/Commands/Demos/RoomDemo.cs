using System.Net;
using System.Net.Sockets;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Show;
using KioskSim.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Cli.Commands.Demos;

/// <summary>All services and the pages before them, for a meeting room.</summary>
static class RoomDemo
{
    /// <summary>Serves until it is stopped, which is how it is meant to end.</summary>
    /// <param name="options">Of the city, where there is none in the folder yet.</param>
    public static async Task<int> RunAsync(WorldOptions options, string folder, int port, CancellationToken stop)
    {
        var world = DemoCommand.WorldIn(folder);
        if (!File.Exists(Path.Combine(world, WorldFolder.SummaryFile)))
            SeedCommand.Run(options, world, stop);
        Console.WriteLine("サービスを起動しています… / Starting all services…");

        // Each showing begins with the same cards and empty books, except where the cities have a database of their own to keep them.
        await using var cluster = await IssuePlan.StartAsync(world, ClusterOptions.UsualTime, stop, usual => usual with
        {
            State = usual.Postgres is null ? null : usual.State, Kiosk = new(), Inquiry = new(), Tapped = true,
        });
        await using var show = await OpenAsync(cluster, port, stop);
        Console.WriteLine("ブラウザーで次のアドレスを開いてください。終わるときは Ctrl+C。 / Open this address in a browser; Ctrl-C ends it.");
        Console.WriteLine(show.Address);
        await show.WaitForShutdownAsync(stop);
        return ExitCodes.Ok;
    }

    static async Task<ShowHost> OpenAsync(LocalCluster cluster, int port, CancellationToken stop)
    {
        try
        {
            return await ShowHost.StartAsync(cluster, new IPEndPoint(IPAddress.Loopback, port), cluster.Deployment.Clock, NullLoggerFactory.Instance, stop);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new IOException(
                $"ポート {port} は使えません（ほかのプログラムが使用中など）。別のポートを指定してください。例: kiosksim demo --port {Other(port)}"
                + $" / Port {port} cannot be had; another program may use it. Name another one: kiosksim demo --port {Other(port)}", e);
        }
    }

    static int Other(int port) => port is >= 1024 and < ushort.MaxValue ? port + 1 : 8081;
}
