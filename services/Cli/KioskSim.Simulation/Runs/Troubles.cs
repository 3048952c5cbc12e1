using System.Buffers.Binary;
using KioskSim.Cluster;
using KioskSim.Domain.Randomness;
using KioskSim.PrinterEmulator.Faults;
using KioskSim.Simulation.Loop;

namespace KioskSim.Simulation.Runs;

/// <summary>Stops services and printers at moments that the seed settles, and starts them again.</summary>
sealed class Troubles(LocalCluster cluster, SimulationOptions options, Replay replay)
{
    static readonly string[] Stopped = ["centre", "jpki", "kiosk", "city-"];

    static readonly FaultKind[] Printers = [FaultKind.Jam, FaultKind.TrayEmpty, FaultKind.PowerOff];

    readonly SeededEntropy _chance = new(options.Seed, "troubles");

    public async Task RunAsync()
    {
        var moments = new List<(TimeSpan At, Func<Task> What)>();
        for (var i = 0; i < options.Trouble.Stops; i++)
            moments.Add((Moment(), StopAService()));
        for (var i = 0; i < options.Trouble.Jams; i++)
            moments.Add((Moment(), StopAPrinter()));
        var passed = TimeSpan.Zero;
        foreach (var (at, what) in moments.OrderBy(m => m.At)) // a stable order, and one after the other: nothing is stopped twice
        {
            if (at > passed)
                await Task.Delay(at - passed, replay.Clock);
            var begun = replay.Clock.GetTimestamp();
            await what();
            passed = at + replay.Clock.GetElapsedTime(begun);
        }
    }

    Func<Task> StopAService()
    {
        var (which, time) = (Number(Stopped.Length), TimeSpan.FromSeconds(2 + Number(40)));
        return async () =>
        {
            var service = cluster.Services.First(s => s.StartsWith(Stopped[which], StringComparison.Ordinal));
            replay.Log.Write($"trouble: {service} stops for {time.TotalSeconds} s");
            await cluster.StopAsync(service);
            await Task.Delay(time, replay.Clock);
            await cluster.StartAsync(service);
            replay.Log.Write($"trouble: {service} is there again");
        };
    }

    Func<Task> StopAPrinter()
    {
        var (kiosk, kind, time) = (cluster.Kiosks[Number(cluster.Kiosks.Count)], Printers[Number(Printers.Length)], TimeSpan.FromSeconds(1 + Number(90)));
        return () =>
        {
            replay.Log.Write($"trouble: the printer of {kiosk} has {kind} for {time.TotalSeconds} s");
            cluster.Cabinets.All[kiosk].Printer.Plan([new Fault(kind, For: time)]);
            return Task.CompletedTask;
        };
    }

    TimeSpan Moment() => TimeSpan.FromMilliseconds(Number((int)TimeSpan.FromHours(options.Hours).TotalMilliseconds));

    int Number(int below) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(_chance.Bytes(sizeof(uint))) % (uint)below);
}
