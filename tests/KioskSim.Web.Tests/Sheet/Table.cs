using System.Globalization;
using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Sheet;

/// <summary>The page of the sheet, as somebody uses it.</summary>
static class Table
{
    /// <summary>Somebody gets a certificate at the kiosk and goes to look at it.</summary>
    public static async Task<IPage> SheetAsync(this Room room, int width = 1280, int height = 720)
    {
        var page = await room.OpenAsync(width: width, height: height);
        await page.VisitAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "証明書の用紙を調べる" }).ClickAsync();
        return page;
    }

    /// <summary>Another citizen steps up to the kiosk, at a browser of their own.</summary>
    public static async Task StepUpAsync(this IPage page, int number)
    {
        var answer = await page.APIRequest.PostAsync(
            new Uri(new Uri(page.Url), "/touch/step-up").ToString(), new() { Headers = [new("Content-Type", "application/x-www-form-urlencoded")], DataString = $"number={number}" });
        Assert.Equal(204, answer.Status);
    }

    /// <summary>The picture that stands on the page under these words, as the browser got it.</summary>
    public static async Task<byte[]> PictureAsync(this IPage page, string alt)
    {
        var picture = page.GetByAltText(alt).First;
        Assert.True(await picture.EvaluateAsync<bool>("i => i.decode().then(() => i.naturalWidth > 0)"), "The picture is not shown.");
        return await (await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), await picture.GetAttributeAsync("src")).ToString())).BodyAsync();
    }

    /// <summary>A picture that is part of the page.</summary>
    public static async Task<byte[]> InlineAsync(this IPage page, string selector) =>
        Convert.FromBase64String((await page.Locator(selector).First.GetAttributeAsync("src"))!.Split(',')[1]);

    /// <summary>A side of the frame around the first difference, millimetres of the sheet.</summary>
    public static async Task<double> FrameAsync(this IPage page, string side) =>
        double.Parse((await page.Locator(".frames rect").First.GetAttributeAsync(side))!, CultureInfo.InvariantCulture);

    /// <summary>What stands in the middle of the cherry blossom as it is seen.</summary>
    public static async Task<string> HiddenLetterAsync(this IPage page) => Reading.InTheMiddle(await page.PictureAsync("「証」の文字"));
}
