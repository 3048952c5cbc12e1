using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Load.Machines;
using KioskSim.Testing;

namespace KioskSim.Load.Tests.Machines;

/// <summary>A connection is one handshake, however much is said over it.</summary>
[Collection(nameof(HandshakeMeterTests))]
[CollectionDefinition(nameof(HandshakeMeterTests), DisableParallelization = true)] // others' connections would count
public sealed class HandshakeMeterTests
{
    [Fact]
    public async Task Each_new_line_counts_once_and_its_calls_do_not()
    {
        await using var cluster = await KioskSimCluster.StartAsync();
        using var citizen = cluster.Services.CitizenAt(cluster.Services.Kiosks[0]);
        await citizen.Eyes.UntilAsync(0, TestContext.Current.CancellationToken, ScreenKind.Welcome); // the kiosk has opened its lines
        using var meter = new HandshakeMeter();
        var before = meter.Count;
        await AskAsync(cluster.Services.ClerkDesk(), times: 3);
        Assert.Equal(before + 1, meter.Count);
        await AskAsync(cluster.Services.ClerkDesk(), times: 1);
        Assert.Equal(before + 2, meter.Count);
    }

    static async Task AskAsync(ClerkDesk.ClerkDeskClient desk, int times)
    {
        for (var i = 0; i < times; i++)
            await Assert.ThrowsAsync<FlowException>(async () => await desk.FindAsync(new ReceiptRequest(), cancellationToken: TestContext.Current.CancellationToken));
    }
}
