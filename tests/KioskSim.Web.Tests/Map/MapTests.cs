using System.Globalization;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Flow;
using KioskSim.Hosting;
using KioskSim.Show;
using KioskSim.Show.Map;
using KioskSim.Show.Words;
using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Map;

/// <summary>The map shows what was recorded and nothing else.</summary>
public sealed class MapTests(Room room) : IClassFixture<Room>
{
    [Fact]
    public async Task Every_arrow_is_a_recorded_activity_and_every_activity_is_an_arrow_000_29_000_42_000_45_000_48()
    {
        var page = await room.OpenAsync();
        await page.SeesAsync("証明書の交付");
        using var recorder = new FlowRecorder();
        await page.VisitAsync();
        await Assertions.Expect(page.Locator("#entries li[data-message=TakeMoney][data-outcome=ok]")).ToHaveCountAsync(1); // the last thing done

        var recorded = recorder.Take().SkipWhile(h => h.Hop.Step != 1).ToList();
        var arrows = await page.Locator("#entries li").EvaluateAllAsync<string[]>(
            "all => all.map(e => [e.dataset.step, e.dataset.from, e.dataset.to, e.dataset.line, e.dataset.message, e.dataset.outcome].join(' '))");
        Assert.Equal(recorded.Select(h => $"{h.Hop.Step} {h.Hop.From} {h.Hop.To} {h.Hop.Over.Name()} {h.Hop.Message} {h.Outcome}"), arrows);
        Assert.Equal(Enumerable.Range(1, 15), recorded.Select(h => h.Hop.Step).Where(s => s > 0).Distinct().Order());
    }

    [Fact]
    public async Task With_one_hop_removed_the_picture_is_another()
    {
        using var recorder = new FlowRecorder();
        var page = await room.OpenAsync();
        await page.VisitAsync();
        var arrows = recorder.Take().SkipWhile(h => h.Hop.Step != 1).Select(h => new Arrow(h.Order, h.Hop, h)).ToList();
        await using var pages = new Pages();
        var whole = await DrawAsync(pages, arrows);
        foreach (var removed in arrows.DistinctBy(a => (a.Hop.Step, Geography.RoadOf(a.Hop))).Where(a => a.Hop.Step > 0))
        {
            List<Arrow> fewer = [.. arrows.Where(a => (a.Hop.Step, Geography.RoadOf(a.Hop)) != (removed.Hop.Step, Geography.RoadOf(removed.Hop)))];
            Assert.NotEqual(whole, await DrawAsync(pages, fewer));
        }
    }

    [Fact]
    public async Task What_a_listener_sees_is_what_was_on_the_wire_and_nothing_of_a_person_002_07_002_15()
    {
        using var recorder = new FlowRecorder();
        var page = await room.OpenAsync();
        await page.VisitAsync();
        var begin = recorder.Take().Single(h => h.Hop.Message == "Begin").Overheard!;
        var entry = page.Locator("#entries li[data-message=Begin]");
        await entry.Locator("summary").ClickAsync();
        var dump = await entry.Locator("pre").InnerTextAsync();

        foreach (var side in (byte[][])[begin.ToService.Beginning, begin.ToCaller.Beginning])
        {
            Assert.Contains(side[0], (byte[])[0x16, 0x17]); // a record of TLS: of the handshake, or encrypted
            Assert.Contains(string.Join(' ', side.Take(16).Select(b => b.ToString("x2", CultureInfo.InvariantCulture))), dump, StringComparison.Ordinal);
        }

        Assert.True(begin.ToService.Count > 500, "a certificate went there");
        var everything = await page.Locator("#entries").InnerTextAsync();
        foreach (var secret in await room.CertificateTextsAsync())
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Kiosk_and_centre_hold_something_during_a_visit_and_nothing_after_it_000_39_002_08_002_09()
    {
        var page = await room.OpenAsync();
        await page.ToPaymentAsync();
        await page.Locator("[data-party=kiosk]").ClickAsync();
        await Assertions.Expect(page.Locator("#party h3")).ToContainTextAsync("キオスク端末");
        await Assertions.Expect(page.Locator("#party .full")).ToBeVisibleAsync();
        await page.PayAndLeaveAsync();
        await Assertions.Expect(page.Locator("#party .empty")).ToContainTextAsync("何も持っていません");
        await Assertions.Expect(page.Locator("#party")).ToContainTextAsync("調べた時刻");
        await Assertions.Expect(page.Locator("#party")).ToContainTextAsync("kiosksim prove");

        await page.Locator("[data-party=centre]").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#party h3")).ToContainTextAsync("証明書交付センター");
        await Assertions.Expect(page.Locator("#party .empty")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#party")).ToContainTextAsync("Delivered");
        var shown = await page.Locator("#party").InnerTextAsync();
        foreach (var secret in await room.CertificateTextsAsync())
            Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);
        await page.Locator("#party [data-close]").ClickAsync();
        await Assertions.Expect(page.Locator("#party")).ToBeEmptyAsync();
    }

    [Fact]
    public void Every_message_of_an_issuance_has_words_and_a_road()
    {
        var hops = HopTable.All.Methods.Select(HopTable.All.Find).OfType<Hop>().ToList();
        Assert.All(hops, hop => Assert.NotNull(Geography.RoadOf(hop)));
        Assert.All(hops.Where(h => h.Step > 0), hop => Assert.True(MessageWords.Knows(hop), $"{hop} has no words."));
        Assert.All(Party.All, party => Assert.True(Geography.Places.ContainsKey(party), $"{party} is not on the map."));
    }

    static Task<string> DrawAsync(Pages pages, IReadOnlyList<Arrow> arrows) =>
        pages.RenderAsync<MapView>((nameof(MapView.Arrows), arrows), (nameof(MapView.Language), Language.Japanese));
}
