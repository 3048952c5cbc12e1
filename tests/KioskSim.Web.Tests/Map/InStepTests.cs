using KioskSim.Web.Tests.Rig;

namespace KioskSim.Web.Tests.Map;

/// <summary>However many look on, all see the same, in the same order.</summary>
public sealed class InStepTests(Room room) : IClassFixture<Room>
{
    [Fact(Timeout = Onlooker.Patience)]
    public async Task Twenty_browsers_that_watch_one_visit_stay_in_step()
    {
        var (first, second) = (await room.OpenAsync(), await room.OpenAsync());
        var onlookers = Enumerable.Range(0, 18).Select(_ => Onlooker.FollowAsync(room.Address, after: 0, told => told.Any(IsLast))).ToList();
        await first.VisitAsync();

        var told = await Task.WhenAll(onlookers);
        Assert.All(told, one => Assert.Equal(told[0].Select(Seen), one.Select(Seen)));
        await second.SeesAsync("証明書の交付");
        foreach (var page in (Microsoft.Playwright.IPage[])[first, second])
            await Microsoft.Playwright.Assertions.Expect(page.Locator("#entries li[data-message=TakeMoney][data-outcome=ok]")).ToHaveCountAsync(1);
        Assert.Equal(await first.Locator("#entries").InnerTextAsync(), await second.Locator("#entries").InnerTextAsync());
        Assert.Equal(await first.Locator("#glass").InnerTextAsync(), await second.Locator("#glass").InnerTextAsync());
    }

    // The hand is another's for each browser; everything else is the same.
    static (string, string, string?) Seen(System.Net.ServerSentEvents.SseItem<string> item) => (item.EventType, item.EventType == "hand" ? "" : item.Data, item.EventId);

    static bool IsLast(System.Net.ServerSentEvents.SseItem<string> item) =>
        item.EventType == "entry" && item.Data.Contains("data-message=\"TakeMoney\"", StringComparison.Ordinal) && item.Data.Contains("data-outcome=\"ok\"", StringComparison.Ordinal);
}
