using KioskSim.Web.Tests.Rig;
using KioskSim.Web.Tests.Sheet;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>The same for the pages beside the kiosk: stories, sheet, handout, operator's corner.</summary>
public sealed class PageBarrierTests(Room room) : IClassFixture<Room>, IAsyncDisposable
{
    [Theory]
    [MemberData(nameof(Sizes.Usual), MemberType = typeof(Sizes))]
    public async Task No_state_of_the_sheet_or_the_handout_has_a_barrier(int width, int height)
    {
        var page = await room.SheetAsync(width, height);
        await FreeAsync(page);
        await page.PressAsync("赤外線カメラで裏を見る");
        await page.Locator("#result").WaitForAsync();
        await FreeAsync(page);
        await page.PressAsync("氏名を書き換える");
        await page.PressAsync("裏を読み取って問合せサイトで確かめる");
        await page.Locator(".frames").First.WaitForAsync();
        await FreeAsync(page);
        await page.GotoAsync(new Uri(room.Address, "sheet?sheet=9").ToString());
        await FreeAsync(page);
        await page.GotoAsync(new Uri(room.Address, "handout").ToString());
        await FreeAsync(page);
    }

    [Theory]
    [MemberData(nameof(Sizes.Usual), MemberType = typeof(Sizes))]
    public async Task Nor_has_a_story_before_it_begins_while_it_is_told_or_for_who_looks_on(int width, int height)
    {
        var page = await room.OpenAsync("stories", width, height);
        await FreeAsync(page);
        await page.GotoAsync(new Uri(room.Address, "stories/misprint").ToString());
        await FreeAsync(page);
        await page.BeginAsync();
        await FreeAsync(page);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.IsToldAsync(0, "told");
        foreach (var more in await page.Locator("#story summary").AllAsync())
            await more.ClickAsync();
        await FreeAsync(page);
        var onlooker = await room.OpenAsync("stories/misprint?lang=en", width, height);
        await FreeAsync(onlooker);
        await page.EndAsync();
    }

    [Theory]
    [MemberData(nameof(Sizes.Usual), MemberType = typeof(Sizes))]
    public async Task Nor_has_the_operators_corner_in_order_or_not(int width, int height)
    {
        var page = await room.OpenAsync("desk", width, height);
        await FreeAsync(page);
        await page.Locator("select[name=fault]").SelectOptionAsync("jam");
        await page.PressAsync("故障させる");
        await page.Locator("input[name=resident]").FillAsync("0");
        await page.Locator("input[name=resident]").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#told")).ToBeVisibleAsync();
        await FreeAsync(page);
        await page.PressAsync("直す");
    }

    public ValueTask DisposeAsync() => room.LeaveAsync();

    static async Task FreeAsync(IPage page) => Assert.Empty(await Axe.ViolationsAsync(page));
}
