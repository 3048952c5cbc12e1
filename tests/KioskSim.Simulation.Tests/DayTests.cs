using KioskSim.Simulation.Runs;

namespace KioskSim.Simulation.Tests;

public sealed class DayTests
{
    static readonly SimulationOptions Morning = new() { Seed = 1, Hours = 2, Kiosks = 4, Residents = 600, People = 40 };

    [Fact]
    public void A_morning_ends_well()
    {
        var result = SimulationRun.Run(Morning, null, TestContext.Current.CancellationToken);

        Assert.Empty(result.Broken);
        Assert.Equal(result.Visits, result.Outcomes["Delivered"]);
    }
}
