using KioskSim.Show.Stories.Repertoire;
using KioskSim.Web.Tests.Rig;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Stories;

/// <summary>Each story runs to its end in a browser, by keyboard, and comes as it is told.</summary>
public sealed class StoryTests(Room room) : IClassFixture<Room>, IAsyncDisposable
{
    [Fact]
    public Task A_certificate_is_issued_and_only_amounts_are_left_000_30_000_39_002_09() => ComesAsToldAsync("ordinary-issue");

    [Fact]
    public Task A_found_card_yields_nothing_000_31_000_35() => ComesAsToldAsync("found-card");

    [Fact]
    public Task A_card_left_behind_calls_its_holder_then_the_clerk_000_38_002_12() => ComesAsToldAsync("card-left");

    [Fact]
    public Task A_notice_at_night_stops_the_certificate_at_once_and_by_the_old_rule_does_not_000_64_000_66_000_72_000_73() => ComesAsToldAsync("night-notice");

    [Fact]
    public Task A_misprint_is_refunded_blindly_and_once_000_37_002_13() => ComesAsToldAsync("misprint");

    [Fact]
    public Task A_copy_and_an_altered_print_are_noticed_000_55_000_56_000_57_000_59() => ComesAsToldAsync("copied-and-altered");

    [Fact]
    public Task An_unknown_PC_is_refused_and_blocked_000_79_001_56() => ComesAsToldAsync("unknown-pc");

    [Fact]
    public Task Of_two_within_one_second_one_gets_the_others_sheet_unless_something_stops_it_000_41_001_44() => ComesAsToldAsync("in-one-second");

    [Fact]
    public async Task A_story_goes_on_by_itself_until_somebody_stops_it()
    {
        var page = await room.OpenAsync("stories/misprint");
        await page.BeginAsync();
        await page.PressAsync("自動で進める");
        await page.IsToldAsync(0, "told");
        await Assertions.Expect(page.Locator("[data-tell=pause][aria-pressed=true]")).ToBeVisibleAsync();
        await page.PressAsync("自動を止める");
        await Assertions.Expect(page.Locator("[data-tell=play][aria-pressed=false]")).ToBeVisibleAsync();
        await page.EndAsync();
    }

    [Fact]
    public async Task A_finger_that_lets_go_late_has_ended_the_story_it_pressed()
    {
        var (page, other) = (await room.OpenAsync("stories/misprint"), await room.OpenAsync("stories/misprint"));
        await page.BeginAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "物語を終わる", Exact = true }).HoverAsync();
        await page.Mouse.DownAsync();
        var drawn = other.EvaluateAsync("() => new Promise(drawn => new MutationObserver(drawn).observe(document.getElementById('story'), { childList: true }))");
        await page.EvaluateAsync("() => fetch('/tell/take-over', { method: 'POST', body: new URLSearchParams() })"); // from whom has it already: all pages are drawn anew
        await drawn;
        await page.Mouse.UpAsync();
        await page.Locator("[data-tell=begin].main").WaitForAsync();
    }

    public ValueTask DisposeAsync() => room.LeaveAsync();

    async Task ComesAsToldAsync(string name)
    {
        var story = AllStories.Find(name)!;
        var page = await room.OpenAsync($"stories/{name}");
        await page.BeginAsync();
        for (var stop = 0; stop < story.Stops.Count; stop++)
        {
            await page.Keyboard.PressAsync(stop % 2 == 0 ? "ArrowRight" : "PageDown");
            await page.IsToldAsync(stop, stop == story.Stops.Count - 1 ? "over" : "told", $"{name}-{stop + 1}");
            Assert.Equal(story.Stops[stop].Sentence.Japanese, await page.Locator(".sentence").InnerTextAsync());
            Assert.NotEqual(0, await page.Locator(".outcome dd").CountAsync());
        }

        await page.Keyboard.PressAsync("ArrowLeft");
        await page.IsToldAsync(story.Stops.Count - 2, "told");
        await page.EndAsync();
    }
}
