using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>Nobody is kept out: each state of the page, in each size, without a barrier that axe-core finds.</summary>
public sealed class RoomBarrierTests(Room room) : IClassFixture<Room>
{
    [Theory]
    [MemberData(nameof(Sizes.Usual), MemberType = typeof(Sizes))]
    public async Task No_state_of_a_visit_has_a_barrier(int width, int height)
    {
        var page = await room.OpenAsync(width: width, height: height);
        await page.ToPaymentAsync(FreeAsync);
        await page.Locator("[data-party=kiosk]").ClickAsync();
        await page.Locator("#entries summary").First.ClickAsync();
        await FreeAsync(page);
        await page.PayAndLeaveAsync(FreeAsync);
    }

    [Fact]
    public async Task Nor_has_the_page_in_English_or_that_of_who_looks_on()
    {
        var (first, second) = (await room.OpenAsync(), await room.OpenAsync("?lang=en"));
        await first.ChooseAsync();
        await Assertions.Expect(second.Locator("#hand")).ToContainTextAsync("Another browser");
        await FreeAsync(second);
        await first.PressAsync("中止する");
        await first.SeesAsync("証明書の交付");
    }

    static async Task FreeAsync(IPage page) => Assert.Empty(await Axe.ViolationsAsync(page));
}
