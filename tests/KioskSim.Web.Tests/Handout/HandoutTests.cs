using System.Net;
using System.Text.RegularExpressions;
using KioskSim.Fixtures;
using KioskSim.Web.Tests.Rig;
using KioskSim.Web.Tests.Sheet;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Handout;

/// <summary>The record of what was shown, for the minutes.</summary>
public sealed class HandoutTests(Room room) : IClassFixture<Room>
{
    [Theory]
    [InlineData(1080, 1920)]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    public async Task It_says_what_was_issued_by_which_steps_and_that_nothing_is_left_000_39_002_09(int width, int height)
    {
        await room.SheetAsync();
        var page = await room.OpenAsync("handout", width, height);
        var facts = page.Locator("dl");
        foreach (var fact in (string[])[room.Standing, "住民票の写し", "若葉台市", "交付しました", "1枚", "申請", "支払い", "終わり"])
            await Assertions.Expect(facts).ToContainTextAsync(fact);

        // In the flow's order, what it consists of at the least.
        var messages = await page.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.message)");
        var at = -1;
        foreach (var message in (string[])["Choose", "InsertCard", "ReadCertificate", "VerifyPin", "Begin", "Sign", "Apply", "Check", "Prepare", "Confirm", "Issue", "OpenAndCheck", "Hold", "Release", "CheckAgain", "PrintJob", "Settle", "Erase"])
            Assert.True((at = Array.IndexOf(messages, message, at + 1)) >= 0, $"{message} is missing or out of order: {string.Join(' ', messages)}");
        await Assertions.Expect(page.Locator("tr[data-message=Check]")).ToContainTextAsync("公的個人認証サービスセンターだけ");
        Assert.Matches(@"[1-9][0-9,]*バイト", await page.Locator("tr[data-message=Check] .size").InnerTextAsync());

        Assert.Equal(2, await page.GetByText("申請した方に関するものは、何も残っていません").CountAsync());
        await page.KeepAsync("handout");
    }

    [Fact]
    public async Task It_is_one_file_with_nothing_from_elsewhere_and_nothing_about_a_person_but_an_invented_name_000_13_000_32()
    {
        await room.SheetAsync();
        var page = await room.OpenAsync("handout");
        var refused = new List<string>();
        page.Console += (_, said) => refused.Add(said.Text);
        await page.ReloadAsync();
        var html = WebUtility.HtmlDecode(await (await page.APIRequest.GetAsync(new Uri(room.Address, "handout").ToString())).TextAsync());
        Assert.Contains(room.Standing, html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)\b(src|href|action|srcset|data)\s*=|url\(|@import|<(script|link|img|iframe|object|form)\b|https?:", html);
        foreach (var text in await room.CertificateTextsAsync())
            Assert.DoesNotContain(text, html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch($@"(?<![0-9]){await room.PinAsync()}(?![0-9])", Regex.Replace(html, "<style>.*?</style>", "", RegexOptions.Singleline));
        Assert.DoesNotMatch(@"(?<![0-9])[0-9]{12}(?![0-9])", html);

        // Its style is the one that the answer allows: the page looks as it should, and the browser complains of nothing.
        Assert.Equal("collapse", await page.Locator("table").EvaluateAsync<string>("t => getComputedStyle(t).borderCollapse"));
        Assert.DoesNotContain(refused, said => said.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_prints_on_A4_in_a_few_sheets()
    {
        await room.SheetAsync();
        var page = await room.OpenAsync("handout");
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        var about = ForeignProgram.RunWell("poppler-utils", "pdfinfo", ["-"], input: pdf).Text;
        Assert.Matches(@"Page size: +59[45](\.[0-9]+)? x 84[12](\.[0-9]+)? pts", about);
        Assert.InRange(int.Parse(Regex.Match(about, @"Pages: +([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 2, 4);
        Assert.Contains("何も残っていません", ForeignProgram.RunWell("poppler-utils", "pdftotext", ["-", "-"], input: pdf).Text.Replace("\n", "", StringComparison.Ordinal));
        await Pictures.KeepAsync(pdf, "handout.pdf");
    }

    [Fact]
    public async Task Of_a_visit_that_goes_on_there_is_no_record_and_of_one_that_was_cancelled_it_says_so()
    {
        var kiosk = await room.OpenAsync();
        await kiosk.ChooseAsync();
        var page = await room.OpenAsync("handout");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("まだ記録がありません");
        await kiosk.PressAsync("中止する");
        await kiosk.SeesAsync("証明書の交付");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("dl")).ToContainTextAsync("申請の前に終わりました");
        await Assertions.Expect(page.Locator("tr[data-message=Cancel]")).ToHaveCountAsync(1);
        await page.GotoAsync(new Uri(room.Address, "handout?lang=en").ToString());
        await Assertions.Expect(page.Locator("dl")).ToContainTextAsync("It ended before anything was applied for");
    }
}
