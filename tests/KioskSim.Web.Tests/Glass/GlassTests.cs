using KioskSim.Contracts.Cabinet;
using KioskSim.Kiosk.App;
using KioskSim.Web.Tests.Rig;

namespace KioskSim.Web.Tests.Glass;

/// <summary>The kiosk in a browser, as somebody in a meeting room uses it.</summary>
public sealed class GlassTests(Room room) : IClassFixture<Room>
{
    [Theory]
    [InlineData(1080, 1920)]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    public async Task A_citizen_gets_a_certificate_in_the_real_order_of_screens_000_30_000_38_002_12(int width, int height)
    {
        var page = await room.OpenAsync(width: width, height: height);
        await page.ToPaymentAsync();
        await page.PressAsync("1,000円");
        await page.SeesAsync("お取りください");
        Assert.Contains("お取り忘れなく", await page.Locator("#glass .spoken").InnerTextAsync());
        await page.PressAsync("用紙を取る");
        await page.PressAsync("返却口のお金を取る");
        await page.SeesAsync("証明書の交付");
        var paper = await page.APIRequest.GetAsync(new Uri(room.Address, "paper/1.pdf").ToString());
        Assert.StartsWith("%PDF-", await paper.TextAsync());
    }

    [Fact]
    public async Task A_kiosk_that_was_off_is_seen_again()
    {
        var stop = TestContext.Current.CancellationToken;
        var page = await room.OpenAsync();
        await room.Services.StopAsync(KioskHost.Name);
        await room.Services.StartAsync(KioskHost.Name, stop);
        using var other = room.Services.CitizenAt(room.Services.Kiosks[0]);
        await other.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
        await page.VisitAsync();
    }
}
