using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using KioskSim.Show.Glass;
using KioskSim.Show.Stories;
using KioskSim.Show.Stories.Repertoire;
using KioskSim.Show.Words;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Log;

/// <summary>
/// The log as server-sent events: each names a part of the page and carries what is to stand there now. A browser that lost its connection says
/// by <c>Last-Event-ID</c> where it was.
/// </summary>
sealed class EventStream(ShowLog log, GlassDesk desk, StoryTeller teller, Pages pages)
{
    /// <summary>To a browser that is too far behind, or of an earlier run: it loads the page anew.</summary>
    const string Anew = "anew";

    public IResult Send(HttpContext context, string visitor)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(FollowAsync(After(context.Request), Language.Of(context.Request.Query["lang"]), visitor, context.Request.Query["story"], context.RequestAborted));
    }

    static long After(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"] is [{ } last] ? last : request.Query["after"].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : -1;
    }

    async IAsyncEnumerable<SseItem<string>> FollowAsync(long after, Language language, string visitor, string? story, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var (number, what) in log.FollowAsync(after, stop))
        {
            var (part, html) = await DescribeAsync(what, language, visitor, story);
            yield return new SseItem<string>(html, part) { EventId = number.ToString(CultureInfo.InvariantCulture) };
        }

        yield return new SseItem<string>("", Anew);
    }

    async Task<(string Part, string Html)> DescribeAsync(ShowEvent what, Language language, string visitor, string? story) => what switch
    {
        ScreenShown e => ("glass", await pages.RenderAsync<ScreenView>((nameof(ScreenView.Screen), e.Screen), (nameof(ScreenView.Language), language))),
        SlotsChanged e => ("slots", await pages.RenderAsync<SlotsView>((nameof(SlotsView.Slots), e.Slots), (nameof(SlotsView.Language), language))),
        HandMoved e => ("hand", await pages.RenderAsync<HandView>((nameof(HandView.Mine), e.Visitor is null || e.Visitor == visitor), (nameof(HandView.Language), language))),
        SteppedUp or PaperTaken => ("standing", await pages.RenderAsync<StandingView>((nameof(StandingView.Desk), desk), (nameof(StandingView.Language), language))),
        StoryMoved => ("story", AllStories.Find(story ?? "") is not { } told ? "" : await pages.RenderAsync<StoryView>(
            (nameof(StoryView.Story), told), (nameof(StoryView.Now), teller.Now), (nameof(StoryView.Mine), desk.Hand.MayTouch(visitor)), (nameof(StoryView.Language), language))),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Nobody knows how to show this."),
    };
}
