using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Rig;

/// <summary>What somebody does with the page, by the words that stand on it.</summary>
static class Fingers
{
    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public static Task PickAsync(this IPage page, string choice) => page.Locator("#glass label.choice:not([hidden])", new() { HasText = choice }).First.ClickAsync();

    /// <summary>Until the glass says so.</summary>
    public static async Task SeesAsync(this IPage page, string words)
    {
        await Assertions.Expect(page.Locator("#glass-title")).ToContainTextAsync(words, new() { Timeout = 60_000 });
        await page.KeepAsync(words);
    }

    /// <summary>Step 1: a resident record of the first city, until the kiosk asks for the card.</summary>
    /// <param name="look">What somebody does who looks at each of the screens.</param>
    public static async Task ChooseAsync(this IPage page, Look? look = null)
    {
        await page.ComesToAsync("証明書の交付", look);
        await page.Locator("#glass label.choice").First.ClickAsync();
        await page.PressAsync("次へ");
        await page.LookAsync(look);
        await page.PickAsync("住民票の写し");
        await page.PressAsync("次へ");
        await page.LookAsync(look);
        await page.PressAsync("これでよい");
        await page.ComesToAsync("読取り台に置いてください", look);
    }

    /// <summary>Steps 1 to 6: until the right PIN is keyed in.</summary>
    public static async Task ApplyAsync(this IPage page, Look? look = null)
    {
        await page.ChooseAsync(look);
        await page.PressAsync("カードを置く");
        await page.ComesToAsync("暗証番号", look);
        await page.PressAsync("本人が暗証番号を入力する");
    }

    /// <summary>Steps 1 to 8: until the card is to be taken back.</summary>
    public static async Task ConfirmAsync(this IPage page, Look? look = null)
    {
        await page.ApplyAsync(look);
        await page.ComesToAsync("内容をご確認ください", look);
        await page.PressAsync("この内容で交付を受ける");
        await page.ComesToAsync("カードをお取りください", look);
        await page.PressAsync("カードを取る");
    }

    /// <summary>Steps 1 to 10: until the kiosk asks for the fee.</summary>
    public static async Task ToPaymentAsync(this IPage page, Look? look = null)
    {
        await page.ConfirmAsync(look);
        await page.ComesToAsync("お入れください", look);
    }

    /// <summary>Steps 11 to 15: pays, takes everything, and leaves.</summary>
    public static async Task PayAndLeaveAsync(this IPage page, Look? look = null)
    {
        await page.PressAsync("1,000円");
        await page.ComesToAsync("お取りください", look);
        await page.PressAsync("用紙を取る");
        await page.SeesAsync("証明書の交付");
        await page.PressAsync("返却口のお金を取る");
        await page.LookAsync(look);
    }

    /// <summary>A whole visit.</summary>
    public static async Task VisitAsync(this IPage page, Look? look = null)
    {
        await page.ToPaymentAsync(look);
        await page.PayAndLeaveAsync(look);
    }

    /// <summary>By the Tab key, until the focus is there, which is to be seen.</summary>
    public static async Task TabToAsync(this IPage page, string selector)
    {
        for (var presses = 0; presses < 100; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
                continue;
            Assert.NotEqual("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
            return;
        }

        Assert.Fail($"The Tab key does not lead to {selector}.");
    }

    /// <summary>Tab and Enter, until the glass says so.</summary>
    public static async Task ByKeyAsync(this IPage page, string selector, string words)
    {
        await page.TabToAsync(selector);
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync(words);
    }

    static async Task ComesToAsync(this IPage page, string words, Look? look)
    {
        await page.SeesAsync(words);
        await page.LookAsync(look);
    }

    static Task LookAsync(this IPage page, Look? look) => look is null ? Task.CompletedTask : look(page);
}

/// <summary>What somebody does who looks closely at what is shown.</summary>
delegate Task Look(IPage page);
