using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Rig;

/// <summary>What somebody does with the page, by the words that stand on it.</summary>
static class Fingers
{
    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public static Task PickAsync(this IPage page, string choice) => page.Locator("#glass label.choice:not([hidden])", new() { HasText = choice }).First.ClickAsync();

    /// <summary>Until the glass says so. Where <c>KIOSKSIM_PICTURES</c> names a folder, what is seen then is kept there, for people to look at.</summary>
    public static async Task SeesAsync(this IPage page, string words)
    {
        await Assertions.Expect(page.Locator("#glass-title")).ToContainTextAsync(words, new() { Timeout = 60_000 });
        if (Environment.GetEnvironmentVariable("KIOSKSIM_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{page.ViewportSize!.Width}-{words}.png"), FullPage = true });
    }

    /// <summary>Step 1: a resident record of the first city.</summary>
    /// <param name="look">What somebody does who looks at each of its pages.</param>
    public static async Task ChooseAsync(this IPage page, Func<IPage, Task>? look = null)
    {
        look ??= _ => Task.CompletedTask;
        await page.SeesAsync("証明書の交付");
        await page.Locator("#glass label.choice").First.ClickAsync();
        await page.PressAsync("次へ");
        await look(page);
        await page.PickAsync("住民票の写し");
        await page.PressAsync("次へ");
        await look(page);
        await page.PressAsync("これでよい");
    }

    /// <summary>Steps 1 to 10: until the kiosk asks for the fee.</summary>
    public static async Task ToPaymentAsync(this IPage page)
    {
        await page.ChooseAsync();
        await page.SeesAsync("読取り台に置いてください");
        await page.PressAsync("カードを置く");
        await page.SeesAsync("暗証番号");
        await page.PressAsync("本人が暗証番号を入力する");
        await page.SeesAsync("内容をご確認ください");
        await page.PressAsync("この内容で交付を受ける");
        await page.SeesAsync("カードをお取りください");
        await page.PressAsync("カードを取る");
        await page.SeesAsync("お入れください");
    }

    /// <summary>Steps 11 to 15: pays, takes everything, and leaves.</summary>
    public static async Task PayAndLeaveAsync(this IPage page)
    {
        await page.PressAsync("1,000円");
        await page.SeesAsync("お取りください");
        await page.PressAsync("用紙を取る");
        await page.SeesAsync("証明書の交付");
        await page.PressAsync("返却口のお金を取る");
    }

    /// <summary>A whole visit.</summary>
    public static async Task VisitAsync(this IPage page)
    {
        await page.ToPaymentAsync();
        await page.PayAndLeaveAsync();
    }
}
