using System.Net.ServerSentEvents;
using System.Text;
using System.Text.RegularExpressions;
using KioskSim.Web.Tests.Rig;

namespace KioskSim.Web.Tests.Glass;

/// <summary>PIN and certificate never come to the page: not into what it shows, keeps, sends or is sent (000-39).</summary>
public sealed class NothingInThePageTests(Room room) : IClassFixture<Room>
{
    const string Welcome = "証明書の交付";

    [Fact(Timeout = Onlooker.Patience)]
    public async Task After_a_visit_the_browser_has_neither_PIN_nor_certificate_000_31_000_39()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("kiosksim-network-").FullName, "network.har");
        var page = await room.OpenAsync(networkLog: file);
        var following = Onlooker.FollowAsync(room.Address, after: 0, IsOver);
        await page.ToPaymentAsync();
        await page.PressAsync("1,000円");
        await page.SeesAsync("お取りください");
        await page.PressAsync("用紙を取る");
        await page.PressAsync("返却口のお金を取る");
        await page.SeesAsync(Welcome);

        var shown = await page.ContentAsync();
        var stream = string.Concat((await following).Select(item => item.Data));
        Assert.Equal("0 0 0 ", await page.EvaluateAsync<string>(
            "async () => `${localStorage.length} ${sessionStorage.length} ${(await caches.keys()).length} ${document.cookie}`"));
        await page.Context.CloseAsync(); // writes the log
        var network = NetworkLog.Read(file);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Contains("/touch/pin", network.Sent, StringComparison.Ordinal);
        Assert.Contains("card", stream, StringComparison.Ordinal);
        Assert.NotEmpty(network.Came);

        var pin = new Regex($@"(?<!\d){await room.PinAsync()}(?!\d)"); // inside of a longer number it is somebody else's
        string[] texts = [shown, stream, network.Sent, .. network.Came.Select(Encoding.UTF8.GetString)];
        Assert.All(texts, text => Assert.DoesNotMatch(pin, text));
        foreach (var secret in await room.CertificateTextsAsync())
            Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        Assert.All(texts, text => Assert.DoesNotContain("%PDF-", text, StringComparison.Ordinal));
    }

    // The paper is in hand and the kiosk is as it was: which of the two is told first is chance.
    static bool IsOver(IReadOnlyList<SseItem<string>> told) =>
        told.Any(item => item.EventType == "standing" && item.Data.Contains("/paper/1.pdf", StringComparison.Ordinal))
        && told.Last(item => item.EventType == "glass").Data.Contains(Welcome, StringComparison.Ordinal);
}
