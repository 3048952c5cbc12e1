using System.Net;
using System.Text.RegularExpressions;
using KioskSim.Inquiry.Host;
using KioskSim.Inquiry.Tests.Backs;
using KioskSim.Paper.Images.Files;

namespace KioskSim.Inquiry.Tests.Hosting;

/// <summary>What visitors see, and what their browsers are told.</summary>
public sealed partial class PageTests : IAsyncLifetime
{
    RunningSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await RunningSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/", "ja", "発行番号", "令和8年11月18日 10時05分", "葦原県若葉台市", "全1枚のうち1枚目", "鮮明な複写からも、同じ結果", "偽造防止検出画像")]
    [InlineData("/?lang=en", "en", "Issue number", "18 November 2026, 10:05 (Japan time)", "Wakabadai, Ashihara", "1 of 1", "sharp copy of the back gives the same result", "latent image")]
    public async Task The_report_says_who_when_and_which_and_what_it_does_not_say_000_57(string path, params string[] said)
    {
        var (status, page) = await _site.SendAsync(path, ScannedBack.Of(_site.City.Parcel()).Png());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains($"<html lang=\"{said[0]}\">", page);
        Assert.All(said[1..], words => Assert.Contains(words, page));
        Assert.Contains(TestCity.IssueNumber, page);
    }

    [Fact]
    public async Task The_picture_on_the_page_is_the_front_as_issued_000_56_000_57()
    {
        var (_, page) = await _site.SendAsync("/", ScannedBack.Of(_site.City.Parcel()).Png());
        var png = Convert.FromBase64String(DataUrl().Match(page).Groups[1].Value);
        var shown = ScanFile.Read(png, ScanLimits.Upload)[0].Image;
        var issued = TestFront.Page(TestCity.IssueNumber, 1, 1);
        Assert.Equal(issued.Width * issued.Height, shown.Pixels.Length);
        for (var y = 0; y < issued.Height; y++)
        {
            for (var x = 0; x < issued.Width; x++)
                Assert.True(shown.Row(y)[x] == (issued[x, y] ? 0 : 255));
        }
    }

    [Fact]
    public async Task Missing_sheets_are_named_and_strange_ones_marked_000_57()
    {
        var (_, page) = await _site.SendAsync("/", ScannedBack.Of(_site.City.Parcel(2, 4)).Png(), ScannedBack.Of(_site.City.Parcel(1, 2, "482013-20261118-000777")).Png());
        Assert.Contains("1枚目、3枚目、4枚目がありません", page);
        Assert.Contains("別の証明書の用紙です", page);
        Assert.DoesNotContain("全4枚がそろっています", page);
    }

    [Fact]
    public async Task What_a_city_calls_itself_and_its_certificates_is_text_and_no_markup_000_57()
    {
        var (_, page) = await _site.SendAsync("/", ScannedBack.Of(_site.City.Parcel(number: "<script>'\"&")).Png());
        Assert.Contains("&lt;script&gt;&#39;&quot;&amp;", page);
        Assert.DoesNotContain("<script>'", page);
    }

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/?lang=en", 200)]
    [InlineData("GET", "/?lang=%3Cscript%3E", 200)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/site.css", 200)]
    [InlineData("GET", "/compare.js", 200)]
    [InlineData("POST", "/", 415)]
    [InlineData("DELETE", "/", 405)]
    public async Task Every_answer_lets_nothing_in_and_has_nothing_kept_000_57(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await _site.Browser.SendAsync(request).Soon();
        string Header(string name) => string.Join(',', answer.Headers.TryGetValues(name, out var values) ? values : []);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(
            "default-src 'none'; img-src data: blob:; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            Header("Content-Security-Policy"));
        Assert.Equal("no-store", Header("Cache-Control"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Empty(Header("Set-Cookie"));
        Assert.Empty(Header("Server"));
    }

    [Fact]
    public async Task Pages_keep_to_their_own_policy_000_57()
    {
        var (_, report) = await _site.SendAsync("/", ScannedBack.Of(_site.City.Parcel()).Png());
        foreach (var page in (string[])[report, await _site.Browser.GetStringAsync("/").Soon(), await _site.Browser.GetStringAsync("/?lang=en").Soon()])
        {
            Assert.DoesNotMatch(@"(?i)\son[a-z]+=|style=|<style|javascript:|https?:", page);
            Assert.DoesNotMatch(@"<script(?! type=""module"" src=""/compare\.js""></script>)", page);
        }
    }

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_when_to_come_again_000_57()
    {
        await using var site = await RunningSite.StartAsync(new InquiryOptions { Burst = 2, InquiriesAMinute = 1 });
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await site.SendAsync("/", [1, 2, 3])).Status);
        using var form = RunningSite.Form([1, 2, 3]);
        using var refused = await site.Browser.PostAsync("/?lang=en", form).Soon();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Too many inquiries", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await site.Browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_site_without_room_says_so_000_57()
    {
        await using var site = await RunningSite.StartAsync(new InquiryOptions { Uploads = 1 });
        var (held, hold) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var slow = new SlowContent(held, hold.Task);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = slow, Headers = { ExpectContinue = true } }; // nothing is sent before the site reads
        var first = site.Browser.SendAsync(request);
        await held.Task.Soon();
        using var form = RunningSite.Form([1]);
        using var busy = await site.Browser.PostAsync("/", form).Soon();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
        Assert.NotNull(busy.Headers.RetryAfter);
        hold.SetResult();
        using var answered = await first.Soon();
        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
    }

    [GeneratedRegex("data:image/png;base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex DataUrl();

    /// <summary>A form whose end is a long time coming.</summary>
    sealed class SlowContent : HttpContent
    {
        readonly TaskCompletionSource _begun;
        readonly Task _rest;

        public SlowContent(TaskCompletionSource begun, Task rest)
        {
            (_begun, _rest) = (begun, rest);
            Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("--b\r\n"u8.ToArray());
            await stream.FlushAsync();
            _begun.SetResult();
            await _rest;
            await stream.WriteAsync("broken"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
