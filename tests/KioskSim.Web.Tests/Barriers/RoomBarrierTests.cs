using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>Nobody is kept out: each state of the page, in each size, without a barrier that axe-core finds.</summary>
public sealed class RoomBarrierTests(Room room) : IClassFixture<Room>
{
    [Theory]
    [InlineData(1080, 1920)]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    public async Task No_state_of_a_visit_has_a_barrier(int width, int height)
    {
        var page = await room.OpenAsync(width: width, height: height);
        await page.SeesAsync("証明書の交付");
        await FreeAsync(page);
        await page.ChooseAsync(FreeAsync);
        await page.SeesAsync("読取り台に置いてください");
        await FreeAsync(page);
        await page.PressAsync("カードを置く");
        await page.SeesAsync("暗証番号");
        await FreeAsync(page);
        await page.PressAsync("本人が暗証番号を入力する");
        await page.SeesAsync("内容をご確認ください");
        await FreeAsync(page);
        await page.PressAsync("この内容で交付を受ける");
        await page.SeesAsync("カードをお取りください");
        await FreeAsync(page);
        await page.PressAsync("カードを取る");
        await page.SeesAsync("お入れください");
        await page.Locator("[data-party=kiosk]").ClickAsync();
        await page.Locator("#entries summary").First.ClickAsync();
        await FreeAsync(page);
        await page.PressAsync("1,000円");
        await page.SeesAsync("お取りください");
        await FreeAsync(page);
        await page.PressAsync("用紙を取る");
        await page.SeesAsync("証明書の交付");
        await page.PressAsync("返却口のお金を取る");
        await FreeAsync(page);
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
