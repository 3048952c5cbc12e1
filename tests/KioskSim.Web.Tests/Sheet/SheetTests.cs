using System.Text.RegularExpressions;
using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Sheet;

/// <summary>The sheet that a citizen took from the kiosk, examined in a browser.</summary>
public sealed class SheetTests(Room room) : IClassFixture<Room>
{
    [Theory]
    [InlineData(1080, 1920)]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    public async Task A_copy_shows_its_word_and_loses_the_latent_image_000_55_000_59_000_60(int width, int height)
    {
        var page = await room.SheetAsync(width, height);
        await page.KeepAsync("sheet-issued");
        var issued = await page.PictureAsync("用紙の表の画像。交付されたまま");
        await page.PressAsync("赤外線カメラで裏を見る");
        await Assertions.Expect(page.Locator("#result .verdict")).ToContainTextAsync("「証」の文字が見えます");
        Assert.Equal("証", await page.HiddenLetterAsync());
        await page.KeepAsync("sheet-issued-infrared");

        await page.PressAsync("複写機にかける");
        await Assertions.Expect(page.Locator("#state")).ToContainTextAsync("「複製」の文字が現れました");
        var copied = await page.PictureAsync("用紙の表の画像。複写機にかける");
        await page.KeepAsync("sheet-copied");
        await page.PressAsync("赤外線カメラで裏を見る");
        await Assertions.Expect(page.Locator("#result .verdict")).ToContainTextAsync("「証」の文字が見えません");
        Assert.NotEqual("証", await page.HiddenLetterAsync());
        await page.KeepAsync("sheet-copied-infrared");

        Assert.Equal(0, Reading.CountInGround(issued, "複製"));
        Assert.True(Reading.CountInGround(copied, "複製") >= 5);
    }

    [Theory]
    [InlineData("氏名を書き換える", 1280, 720)]
    [InlineData("日付を書き換える", 390, 844)]
    public async Task The_inquiry_site_confirms_the_sheet_and_shows_where_an_altered_one_differs_000_56_000_57(string alteration, int width, int height)
    {
        var page = await room.SheetAsync(width, height);
        var issued = await page.PictureAsync("用紙の表の画像。交付されたまま");
        await page.PressAsync("裏を読み取って問合せサイトで確かめる");
        var verdict = page.Locator("#result .verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("市区町村が作成したものと同じです");
        await Assertions.Expect(page.Locator(".site-says")).ToContainTextAsync("市区町村が作成したデータです");
        await Assertions.Expect(page.Locator(".frames rect")).ToHaveCountAsync(0);
        await page.KeepAsync("sheet-issued-inquiry");

        await page.PressAsync(alteration);
        var told = Regex.Match(await page.Locator("#state").InnerTextAsync(), "表の「(.)」を「(.)」に書き換えた用紙です。裏は元のままです。");
        Assert.True(told.Success);
        await page.KeepAsync($"sheet-{alteration}");
        await page.PressAsync("裏を読み取って問合せサイトで確かめる");
        await Assertions.Expect(verdict).ToContainTextAsync("1か所が違います");
        await Assertions.Expect(page.Locator(".site-says")).ToContainTextAsync("市区町村が作成したデータです");
        await Assertions.Expect(page.Locator(".frames rect")).ToHaveCountAsync(2); // one on either picture
        await page.KeepAsync($"sheet-{alteration}-inquiry");
        Assert.Contains(told.Groups[1].Value, Reading.Of(await page.InlineAsync(".pair figure:last-child img"), layout: 6), StringComparison.Ordinal);

        // Where the two papers differ, and nowhere else, is the frame.
        var altered = await page.PictureAsync($"用紙の表の画像。{alteration}");
        var (left, top, right, bottom) = Reading.WhereTheyDiffer(issued, altered);
        var (frameLeft, frameTop) = (await page.FrameAsync("x"), await page.FrameAsync("y"));
        Assert.InRange(left, frameLeft, frameLeft + await page.FrameAsync("width"));
        Assert.InRange(right, frameLeft, frameLeft + await page.FrameAsync("width"));
        Assert.InRange(top, frameTop, frameTop + await page.FrameAsync("height"));
        Assert.InRange(bottom, frameTop, frameTop + await page.FrameAsync("height"));
    }

    [Fact]
    public async Task A_copy_of_the_back_is_answered_too_and_the_page_says_what_that_means_000_57()
    {
        var page = await room.SheetAsync();
        await page.PressAsync("複写機にかける");
        await page.PressAsync("裏を読み取って問合せサイトで確かめる");
        await Assertions.Expect(page.Locator(".site-says")).ToContainTextAsync("市区町村が作成したデータです");
        await Assertions.Expect(page.Locator("#result.doubtful")).ToContainTextAsync("原本か複写かは、地紋と赤外線カメラで確かめます");
        await page.KeepAsync("sheet-copied-inquiry");
    }

    [Fact]
    public async Task Both_sides_are_there_as_a_file_to_print_and_the_page_speaks_English_000_54()
    {
        var page = await room.SheetAsync();
        var file = await page.GetByRole(AriaRole.Link, new() { Name = "PDFで開く" }).GetAttributeAsync("href");
        Assert.StartsWith("%PDF-", await (await page.APIRequest.GetAsync(new Uri(room.Address, file).ToString())).TextAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("#state")).ToContainTextAsync("The sheet as it came out of the kiosk");
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
    }
}
