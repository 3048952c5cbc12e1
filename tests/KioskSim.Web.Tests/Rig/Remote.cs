using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Rig;

/// <summary>What somebody does who tells a story.</summary>
static class Remote
{
    /// <summary>By keyboard; until the services are there.</summary>
    public static async Task BeginAsync(this IPage page)
    {
        await page.Locator("[data-tell=begin]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.IsToldAsync(-1, "told");
    }

    /// <summary>Until it can be begun again: whoever comes next finds nobody at the kiosk.</summary>
    public static async Task EndAsync(this IPage page)
    {
        await page.PressAsync("物語を終わる");
        await page.Locator("[data-tell=begin].main").WaitForAsync();
    }

    /// <summary>Until a stop has come to this.</summary>
    /// <param name="picture">Name of what is seen then; null: nobody looks.</param>
    public static async Task IsToldAsync(this IPage page, int stop, string state, string? picture = null)
    {
        // Both ends of a stop: one that came otherwise is not waited for any longer.
        await page.Locator($".stop[data-stop='{stop}'][data-state={state}], .stop[data-state=otherwise]").WaitForAsync(new() { Timeout = 90_000 });
        var otherwise = page.Locator(".otherwise");
        Assert.True(await otherwise.CountAsync() == 0 || state == "otherwise", await otherwise.CountAsync() == 0 ? "" : await otherwise.InnerTextAsync());
        if (picture is not null)
            await page.KeepAsync(picture, whole: false);
    }
}
