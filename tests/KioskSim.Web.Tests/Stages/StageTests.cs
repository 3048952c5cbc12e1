using KioskSim.Contracts.Cabinet;
using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using KioskSim.Show.Map;
using KioskSim.Show.Stages;
using KioskSim.Testing;

namespace KioskSim.Web.Tests.Stages;

/// <summary>Services that are started anew under the eyes of the room.</summary>
public sealed class StageTests
{
    [Fact]
    public async Task Nothing_that_a_new_kiosk_shows_is_forgotten_with_the_old_however_soon_it_serves()
    {
        var stop = TestContext.Current.CancellationToken;
        var log = new ShowLog();
        using var map = new FlowMap(log);
        var old = await KioskSimCluster.StartAsync();
        await using var desk = await GlassDesk.OpenAsync(old.Services, Cast.Of(old.Services.World), log, stop);
        await using var stage = new Stage(old.Services, desk, map, log);
        var anew = await stage.ResetAsync(Circumstances.Usual, stop);
        Assert.True(log.Last > anew, "What the kiosk has shown since is not in the log.");
        await foreach (var (_, what) in log.FollowAsync(anew, stop))
        {
            if (what is ScreenShown { Screen.Kind: ScreenKind.Welcome })
                break;
        }
    }
}
