using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Glass;

/// <summary>Several browsers before one kiosk: all see the same, one touches.</summary>
public sealed class HandTests(Room room) : IClassFixture<Room>
{
    [Fact]
    public async Task Others_look_on_are_told_so_and_may_take_over()
    {
        var (first, second) = (await room.OpenAsync(), await room.OpenAsync());
        await first.ChooseAsync();
        await second.SeesAsync("読取り台に置いてください");
        await Assertions.Expect(second.Locator("#hand")).ToContainTextAsync("ほかの画面で操作中です");

        await second.PressAsync("カードを置く");
        await Assertions.Expect(second.Locator("#told")).ToContainTextAsync("ほかの画面で操作中です");
        await first.SeesAsync("読取り台に置いてください");

        await second.PressAsync("この画面で操作する");
        await Assertions.Expect(first.Locator("#hand")).ToContainTextAsync("ほかの画面で操作中です");
        await second.PressAsync("中止する");
        await first.SeesAsync("証明書の交付");
        await Assertions.Expect(first.Locator("#hand")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_page_that_is_loaded_anew_in_the_middle_of_paying_stands_where_it_was()
    {
        var page = await room.OpenAsync();
        await page.ToPaymentAsync();
        await page.PressAsync("10円");
        await Assertions.Expect(page.Locator("#glass dd").Nth(1)).ToHaveTextAsync("10円");
        await page.ReloadAsync();
        await page.SeesAsync("お入れください");
        await Assertions.Expect(page.Locator("#glass dd").Nth(1)).ToHaveTextAsync("10円");
        await page.PressAsync("中止する");
        await page.SeesAsync("証明書の交付");
        await page.PressAsync("返却口のお金を取る");
    }

    [Fact]
    public async Task A_browser_that_loses_its_connection_says_so_and_catches_up()
    {
        var (first, second) = (await room.OpenAsync(), await room.OpenAsync());
        await second.SeesAsync("証明書の交付");
        await second.Context.RouteAsync("**/events**", route => route.AbortAsync());
        await second.ReloadAsync();
        await Assertions.Expect(second.Locator("#lost")).ToContainTextAsync("接続が切れました");
        await first.ChooseAsync();
        await first.SeesAsync("読取り台に置いてください");
        await second.Context.UnrouteAllAsync();
        await second.ReloadAsync();
        await second.SeesAsync("読取り台に置いてください");
        await Assertions.Expect(second.Locator("#lost")).ToBeEmptyAsync();
        await first.PressAsync("中止する");
        await first.SeesAsync("証明書の交付");
    }

    [Fact]
    public async Task What_the_kiosk_refuses_is_said_in_the_language_of_the_page()
    {
        var page = await room.OpenAsync("?lang=en");
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        await page.PressAsync("Lay the card down");
        await Assertions.Expect(page.Locator("#slots")).ToContainTextAsync("A card lies there.");
        await page.PressAsync("Individual Number Card");
        await Assertions.Expect(page.Locator("#told")).ToHaveTextAsync("That cannot be done here.");
        await page.PressAsync("Take the card");
        await Assertions.Expect(page.Locator("#slots")).ToContainTextAsync("Nothing lies there.");
        await Assertions.Expect(page.Locator("#told")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_finger_that_lets_go_late_has_touched_what_it_pressed()
    {
        var (first, second) = (await room.OpenAsync(), await room.OpenAsync());
        await first.ToPaymentAsync();
        await second.SeesAsync("お入れください");
        await first.GetByRole(AriaRole.Button, new() { Name = "500円", Exact = true }).HoverAsync();
        await first.Mouse.DownAsync();
        await first.EvaluateAsync("() => fetch('/touch/card', { method: 'POST', body: new URLSearchParams() })"); // the other slot is drawn anew, and all of them with it
        await Assertions.Expect(second.Locator("#slots")).ToContainTextAsync("カードを取る");
        await first.Mouse.UpAsync();
        await Assertions.Expect(first.Locator("#slots")).ToContainTextAsync("カードを取る");
        await first.SeesAsync("お取りください");
        await first.PressAsync("カードを取る");
        await first.PressAsync("用紙を取る");
        await first.SeesAsync("証明書の交付");
        await first.PressAsync("返却口のお金を取る");
    }

    [Fact]
    public async Task A_page_of_elsewhere_can_touch_nothing()
    {
        var page = await room.OpenAsync();
        var answer = await page.APIRequest.PostAsync(
            new Uri(room.Address, "touch/cancel").ToString(), new() { Headers = [new("Origin", "http://elsewhere.example"), new("Sec-Fetch-Site", "cross-site")] });
        Assert.Equal(403, answer.Status);
    }
}
