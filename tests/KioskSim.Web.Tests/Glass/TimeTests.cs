using KioskSim.Kiosk;
using KioskSim.Web.Tests.Barriers;
using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Glass;

/// <summary>Who needs longer than the kiosk usually waits.</summary>
public sealed class TimeTests(TimeTests.HurriedRoom room) : IClassFixture<TimeTests.HurriedRoom>
{
    [Fact]
    public async Task Time_that_is_nearly_over_is_said_to_be_and_can_be_had_anew_and_nothing_chosen_is_lost()
    {
        var page = await room.OpenAsync();
        await page.ChooseAsync();
        await page.PressAsync("カードを置く");
        await page.SeesAsync("暗証番号");
        var warning = page.Locator("#glass .time-left");
        await Assertions.Expect(warning).ToContainTextAsync("あと12秒で、この手続きは終わります。");
        await Assertions.Expect(page.Locator("#glass .spoken")).ToContainTextAsync("まもなく時間切れです");
        await page.PressAsync("時間を延ばす");
        await Assertions.Expect(warning).ToHaveCountAsync(0);
        await page.SeesAsync("暗証番号");

        await Assertions.Expect(warning).ToBeVisibleAsync(); // and it is said again, in its time
        await page.KeepAsync("time-left");
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.PressAsync("中止する");
        await page.PressAsync("カードを取る");
        await page.SeesAsync("証明書の交付");
    }

    /// <summary>Warns after 24 seconds, gives up after 36.</summary>
    public sealed class HurriedRoom() : Room(new KioskOptions { LastScreen = TimeSpan.Zero, Patience = TimeSpan.FromSeconds(36) });
}
