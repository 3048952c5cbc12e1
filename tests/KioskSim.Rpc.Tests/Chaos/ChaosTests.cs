using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Chaos;

/// <summary>
/// Many random calls at once, with cancels, deadlines and cut connections. KIOSKSIM_SEED replays the plan of a run. Nothing runs beside it,
/// so that an exception that nobody looked at is one of these calls'.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ChaosTests(ITestOutputHelper output)
{
    const int Workers = 24;
    const int CallsEach = 360;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_call_ends_as_it_may_and_no_handler_outlives_its_call(bool connectionsBreak)
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("KIOSKSIM_SEED") ?? "1", CultureInfo.InvariantCulture);
        output.WriteLine($"seed {seed}");
        await using var host = await RpcHost.StartAsync();
        Collect();
        var unobserved = new List<Exception>();
        void Remember(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Add(e.Exception);
        TaskScheduler.UnobservedTaskException += Remember;
        try
        {
            var cuts = await RunAsync(host, seed, connectionsBreak);
            Assert.Equal(connectionsBreak, cuts > 0);
            await host.Handlers.Idle.Soon();
            await host.DisposeAsync();
            Assert.Empty(host.Log.Errors);
            Collect();
            Assert.Empty(unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Remember;
        }
    }

    static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    async Task<int> RunAsync(RpcHost host, int seed, bool connectionsBreak)
    {
        await using var proxy = new BreakingProxy(host.Address.Port, seed);
        var ends = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            // Three calls at a time, so that one cut meets several.
            var random = new Random(seed * Workers + worker);
            using var channel = GrpcChannel.ForAddress(connectionsBreak ? proxy.Address : host.Address);
            var client = new TestService.TestServiceClient(channel);
            var ended = new List<StatusCode>();
            for (var i = 0; i < CallsEach; i += 3)
            {
                var plans = new[] { ChaosCall.Random(random), ChaosCall.Random(random), ChaosCall.Random(random) };
                var statuses = await Task.WhenAll(plans.Select(plan => plan.RunAsync(client))).Soon();
                foreach (var (plan, status) in plans.Zip(statuses))
                    Assert.True(plan.MayEnd(status, connectionsBreak), $"seed {seed}, {plan}: {status}");
                ended.AddRange(statuses);
            }
            return ended;
        })));
        var counts = ends.SelectMany(static statuses => statuses).CountBy(static status => status);
        foreach (var (status, count) in counts.OrderBy(static end => end.Key))
            output.WriteLine($"{status}: {count}");
        output.WriteLine($"cuts: {proxy.Cuts}");
        return proxy.Cuts;
    }
}
