using KioskSim.Load.Fleet;
using KioskSim.Load.Reports;
using KioskSim.Load.Tests.Fleet;

[assembly: AssemblyFixture(typeof(SmallRun))]

namespace KioskSim.Load.Tests.Fleet;

/// <summary>A dozen certificates by all services, once for all tests that look at what came of it.</summary>
public sealed class SmallRun : IAsyncLifetime
{
    public const int Issues = 12;

    /// <summary>Visits before it counts.</summary>
    public const int WarmUp = 4;

    public static LoadOptions Options => new()
    {
        Fleet = new FleetOptions
        {
            Seed = 5, Kiosks = 2, Cities = 2, Residents = 600, People = 4, RemembersVisits = true,
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
            WallClock = TimeProvider.System,
#pragma warning restore RS0030
        },
        Load = "2 users, 12", Closed = new ClosedLoad(2, Issues, Length: null), WarmUp = WarmUp,
    };

    public RunReport Report { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Report = await new LoadTest(Options).RunAsync(_ => { }, _ => { }, CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
