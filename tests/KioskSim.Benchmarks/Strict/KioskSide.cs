using System.Diagnostics;
using System.Globalization;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Domain.Values;

namespace KioskSim.Benchmarks.Strict;

/// <summary>One of two kiosks that are compared, with all that it needs, and what was measured of it.</summary>
sealed class KioskSide(ProcessCluster cluster) : IAsyncDisposable
{
    // Nobody looks at the last screen, and a printer that is asked seldom would be measured with the kiosk.
    const string Settings = """
        { "strict": STRICT, "lastScreen": "00:00:00", "settleRetry": "00:00:00.05", "printerPoll": "00:00:00.001",
          "centrePatience": "00:01:00", "wirePatience": "00:01:00", "printerPatience": "00:01:00" }
        """;

    readonly List<Errand> _errands = [];
    readonly List<double> _took = [];
    readonly List<double> _worked = [];

    /// <summary>Milliseconds of each issuance, from the first touch to paper in hand.</summary>
    public IReadOnlyList<double> Took => _took;

    /// <summary>Milliseconds that the kiosk's program kept a processor busy meanwhile, on all of its threads.</summary>
    public IReadOnlyList<double> Worked => _worked;

    public double Megabytes
    {
        get
        {
            using var kiosk = Process.GetProcessById(Id);
            return kiosk.WorkingSet64 / 1048576.0;
        }
    }

    int Id => cluster.Processes[ProcessCluster.KioskService].Id;

    public static async Task<KioskSide> StartAsync(string world, bool strict, int residents)
    {
        var side = new KioskSide(new ProcessCluster(new()
        {
            World = world, WallClock = WallClock.Clock, KioskSettings = Settings.Replace("STRICT", strict ? "true" : "false", StringComparison.Ordinal),
        }));
        try
        {
            await side.StartAsync(residents);
            return side;
        }
        catch
        {
            await side.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">No certificate came of it.</exception>
    public async Task IssueAsync(int number)
    {
        using var citizen = cluster.CitizenAt();
        var (began, worked) = (WallClock.Clock.GetTimestamp(), Processor());
        var end = await citizen.RunAsync(_errands[number % _errands.Count], CancellationToken.None);
        _took.Add(WallClock.Clock.GetElapsedTime(began).TotalMilliseconds);
        _worked.Add(Processor() - worked);
        if (end.Error is { } error)
            throw new InvalidOperationException($"An issuance ended with {error}.");
    }

    /// <summary>What was measured so far was warming up.</summary>
    public void Forget()
    {
        _took.Clear();
        _worked.Clear();
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    async Task StartAsync(int residents)
    {
        await cluster.StartAsync();
        foreach (var person in Trait.Of("seal", cluster.World.Summary.AsOf).Find(cluster.World, ProcessCluster.City, seed: 1).Take(residents).Select(p => p.Id.ToString()))
        {
            var pin = await cluster.Wallet.RememberPinAsync(ProcessCluster.City, person, default);
            _errands.Add(new Errand(ProcessCluster.City, ProcessCluster.City, person, CertificateKind.ResidentRecord, CertificateOptions.None, 1, pin.Reveal()));
        }
    }

    // Nanoseconds on a processor, by thread (schedstat): finer than the ticks of the process. Of a thread that has ended nothing is left,
    // which few do in so short a time.
    double Processor() => Directory.GetDirectories($"/proc/{Id}/task").Sum(t =>
    {
        try
        {
            return long.Parse(File.ReadAllText($"{t}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e6;
        }
        catch (IOException)
        {
            return 0;
        }
    });
}
