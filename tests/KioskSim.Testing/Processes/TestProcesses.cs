using KioskSim.Cluster.Processes;
using Xunit;

namespace KioskSim.Testing.Processes;

/// <summary>The services as processes for a test, over the world of all tests.</summary>
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
public sealed class TestProcesses() : ProcessCluster(new() { World = TestWorld.Folder, WallClock = TimeProvider.System }), IAsyncLifetime
#pragma warning restore RS0030
{
    public async ValueTask InitializeAsync() => await StartAsync();
}
