using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Sheet;

/// <summary>What the page of the sheet says when there is no sheet, none of that number, another browser, or a file that is something else.</summary>
public sealed class SheetMishapTests(Room room) : IClassFixture<Room>
{
    [Fact]
    public async Task Before_anything_is_printed_it_says_so_and_turns_to_the_sheet_by_itself_when_the_paper_is_taken()
    {
        await (await room.OpenAsync()).StepUpAsync(1); // what another citizen took away is gone
        var onlooker = await room.OpenAsync("sheet");
        await Assertions.Expect(onlooker.Locator("#paper")).ToContainTextAsync("まだ証明書を受け取っていません");
        await Assertions.Expect(onlooker.Locator("img")).ToHaveCountAsync(0);
        await onlooker.KeepAsync("sheet-nothing-yet");

        await room.SheetAsync();
        await Assertions.Expect(onlooker.Locator("#state")).ToContainTextAsync("キオスク端末から出てきた用紙です");
        var picture = await onlooker.GetByAltText("用紙の表の画像").GetAttributeAsync("src");

        // Who steps up next does not see what the one before has taken along.
        await onlooker.StepUpAsync(0);
        await Assertions.Expect(onlooker.Locator("#paper")).ToContainTextAsync("まだ証明書を受け取っていません");
        Assert.Equal(404, (await onlooker.APIRequest.GetAsync(new Uri(room.Address, picture).ToString())).Status);
        Assert.Equal(404, (await onlooker.APIRequest.GetAsync(new Uri(room.Address, "paper/1.pdf").ToString())).Status);
    }

    [Theory]
    [InlineData("sheet?copy=2")]
    [InlineData("sheet?sheet=0")]
    [InlineData("sheet?sheet=x")]
    [InlineData("sheet?paper=burnt")]
    [InlineData("sheet?paper=7&do=latent")]
    public async Task A_sheet_that_is_not_there_is_said_not_to_be_there(string address)
    {
        var page = await room.SheetAsync();
        var answer = await page.GotoAsync(new Uri(room.Address, address).ToString());
        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(page.Locator("#paper")).ToContainTextAsync("その用紙はありません");
        await page.GetByRole(AriaRole.Link, new() { Name = "1枚目を見る" }).ClickAsync();
        await Assertions.Expect(page.Locator("#state")).ToContainTextAsync("キオスク端末から出てきた用紙です");
    }

    [Fact]
    public async Task Two_browsers_do_what_they_like_with_the_same_sheet()
    {
        var first = await room.SheetAsync();
        var second = await room.OpenAsync("sheet");
        await first.PressAsync("複写機にかける");
        await second.PressAsync("氏名を書き換える");
        await Assertions.Expect(second.Locator("#state")).ToContainTextAsync("書き換えた用紙です");
        await first.ReloadAsync();
        await Assertions.Expect(first.Locator("#state")).ToContainTextAsync("複写機から出てきた紙です");
    }

    [Theory]
    [InlineData("letter.txt", "This is no picture.", 415, "画像ではないファイルです")]
    [InlineData("empty.png", "", 400, "ファイルが選ばれていません")]
    public async Task A_file_that_is_something_else_is_refused_in_the_sites_own_words_000_57(string name, string content, int status, string words)
    {
        var page = await room.OpenAsync("sheet");
        await page.GetByLabel("ファイル").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
        var answer = await page.RunAndWaitForResponseAsync(() => page.PressAsync("送る"), r => r.Url.Contains("/sheet/send", StringComparison.Ordinal));
        Assert.Equal(status, answer.Status);
        await Assertions.Expect(page.Locator("#result .site-says")).ToContainTextAsync(words);
        await page.KeepAsync($"sheet-refused-{name}");
    }

    [Fact]
    public async Task A_sheet_can_be_examined_while_the_inquiry_site_is_down_and_it_is_said_that_it_does_not_answer()
    {
        var page = await room.SheetAsync();
        await room.Services.StopAsync("inquiry");
        try
        {
            await page.PressAsync("裏を読み取って問合せサイトで確かめる");
            await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("問合せサイトが答えません");
        }
        finally
        {
            await room.Services.StartAsync("inquiry");
        }

        await page.PressAsync("裏を読み取って問合せサイトで確かめる");
        await Assertions.Expect(page.Locator("#result .verdict")).ToContainTextAsync("市区町村が作成したものと同じです");
    }
}
