using System.Globalization;
using System.Net.ServerSentEvents;
using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Desk;

/// <summary>What an operator sets in the corner is so at the kiosk.</summary>
public sealed class DeskTests(Room room) : IClassFixture<Room>
{
    [Fact]
    public async Task A_service_that_is_down_is_said_to_be_and_the_kiosk_stops_before_a_fee_000_50()
    {
        var desk = await room.OpenAsync("desk");
        await Row(desk, "jpki").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Row(desk, "jpki")).ToContainTextAsync("止まっています");

        var glass = await room.OpenAsync();
        await glass.ApplyAsync();
        await glass.SeesAsync("有効性を確認できない");
        await glass.PressAsync("カードを取る");
        await glass.SeesAsync("証明書の交付");

        await Row(desk, "jpki").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Row(desk, "jpki")).ToContainTextAsync("動いています");
    }

    [Fact]
    public async Task Paper_that_has_run_out_is_said_before_a_fee_and_a_repaired_printer_prints_000_30()
    {
        var desk = await room.OpenAsync("desk");
        await desk.Locator("select[name=fault]").SelectOptionAsync("tray-empty");
        await desk.PressAsync("故障させる");
        await Assertions.Expect(desk.Locator(".down").First).ToContainTextAsync("用紙切れ");
        await desk.KeepAsync("desk-fault");

        var glass = await room.OpenAsync();
        var after = long.Parse((await glass.Locator("body").GetAttributeAsync("data-after"))!, CultureInfo.InvariantCulture);
        var told = Onlooker.FollowAsync(room.Address, after, IsBackAtFirst);
        await glass.ConfirmAsync();
        var screens = (await told).Where(item => item.EventType == "glass").Select(item => item.Data).ToList(); // the last but one is gone at once here
        Assert.Contains(screens, screen => screen.Contains("プリンターの用紙切れ", StringComparison.Ordinal));
        Assert.DoesNotContain(screens, screen => screen.Contains("お入れください", StringComparison.Ordinal));

        await desk.PressAsync("直す");
        await Assertions.Expect(desk.Locator("section:has(#printer) .runs")).ToHaveTextAsync("✓ 正常です");
        await glass.ToPaymentAsync();
        await glass.PressAsync("中止する");
        await glass.SeesAsync("証明書の交付");
    }

    [Fact]
    public async Task After_a_reset_it_is_the_chosen_hour_everything_is_in_order_and_every_browser_begins_anew_000_25()
    {
        var (desk, glass) = (await room.OpenAsync("desk"), await room.OpenAsync());
        await desk.Locator("select[name=fault]").SelectOptionAsync("jam");
        await desk.PressAsync("故障させる");
        await desk.Locator("select[name=hour]").SelectOptionAsync("2026-11-18T23:05");
        await desk.PressAsync("はじめからやり直す");
        await Assertions.Expect(desk.Locator("section:has(#clock) strong")).ToContainTextAsync("2026-11-18 23:0", new() { Timeout = 60_000 });
        await Assertions.Expect(desk.Locator("section:has(#printer) .runs")).ToHaveTextAsync("✓ 正常です");

        await glass.Locator("#glass label.choice input[name=kind]:disabled").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(0, await glass.Locator("#glass label.choice input[name=kind]:enabled").CountAsync());

        await desk.Locator("select[name=hour]").SelectOptionAsync("2026-11-18T10:15");
        await desk.PressAsync("はじめからやり直す");
        await Assertions.Expect(desk.Locator("section:has(#clock) strong")).ToContainTextAsync("2026-11-18 10:1", new() { Timeout = 60_000 });
        await glass.Locator("#glass label.choice input[name=kind]:enabled").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999999999999999999999999")]
    [InlineData("東京")]
    public async Task A_number_that_is_nobodys_is_said_to_be(string number)
    {
        var desk = await room.OpenAsync("desk");
        await desk.Locator("input[name=resident]").FillAsync(number);
        await desk.Locator("input[name=resident]").PressAsync("Enter");
        await Assertions.Expect(desk.Locator("#told")).ToContainTextAsync("その番号の方はいません");
    }

    [Fact]
    public async Task Who_is_not_of_the_cast_steps_up_by_number_and_the_kiosk_is_anothers_hand_meanwhile()
    {
        var (desk, glass) = (await room.OpenAsync("desk"), await room.OpenAsync());
        var (city, number, name) = Room.SomebodyElse();
        await desk.Locator("select[name=city]").SelectOptionAsync(city);
        await desk.Locator("input[name=resident]").FillAsync(number);
        await desk.Locator("input[name=resident]").PressAsync("Enter");
        await Assertions.Expect(desk.Locator("section:has(#who) strong").First).ToHaveTextAsync(name);
        await Assertions.Expect(glass.Locator("#standing .who")).ToContainTextAsync(name);

        await glass.ChooseAsync();
        await desk.PressAsync("故障させる");
        await Assertions.Expect(desk.Locator("#told")).ToContainTextAsync("ほかの画面で操作中です");
        await glass.PressAsync("中止する");
        await glass.SeesAsync("証明書の交付");
    }

    static bool IsBackAtFirst(IReadOnlyList<SseItem<string>> told) =>
        told.Count(item => item.EventType == "glass") > 1 && told.Last(item => item.EventType == "glass").Data.Contains("証明書の交付", StringComparison.Ordinal);

    static ILocator Row(IPage desk, string service) => desk.Locator($"tr[data-service={service}]");
}
