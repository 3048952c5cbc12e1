using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using KioskSim.Show.Glass;
using KioskSim.Show.Map;
using KioskSim.Show.Stories;
using KioskSim.Show.Stories.Repertoire;
using KioskSim.Show.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Log;

/// <summary>
/// The log as server-sent events: each names a part of the page and carries what is to stand there now. A browser that lost its connection says
/// by <c>Last-Event-ID</c> where it was.
/// </summary>
sealed class EventStream(ShowLog log, GlassDesk desk, Pages pages)
{
    /// <summary>To a browser that is too far behind, or of an earlier run: it loads the page anew.</summary>
    const string Anew = "anew";

    public IResult Send(HttpContext context, string visitor)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(FollowAsync(After(context.Request), context.Language(), visitor, context.Request.Query["story"], context.RequestAborted));
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
            foreach (var (part, html) in await DescribeAsync(what, language, visitor, story))
                yield return new SseItem<string>(html, part) { EventId = number.ToString(CultureInfo.InvariantCulture) };
        }

        yield return new SseItem<string>("", Anew);
    }

    async Task<IReadOnlyList<(string Part, string Html)>> DescribeAsync(ShowEvent what, Language language, string visitor, string? story) => what switch
    {
        ScreenShown e => [("glass", await RenderAsync<ScreenView>(language, (nameof(ScreenView.Screen), e.Screen)))],
        SlotsChanged e => [("slots", await RenderAsync<SlotsView>(language, (nameof(SlotsView.Slots), e.Slots)))],
        HandMoved e => [("hand", await RenderAsync<HandView>(language, (nameof(HandView.Mine), e.Visitor is null || e.Visitor == visitor)))],
        SteppedUp or PaperTaken => [("standing", await RenderAsync<StandingView>(language, (nameof(StandingView.Desk), desk)))],
        MessageBegan { Arrows: [_] } e => [("entries", ""), await EntryAsync(e.Arrow, language), await MapAsync(e.Arrows, e.Arrow, language)],
        MessageBegan e => [await EntryAsync(e.Arrow, language), await MapAsync(e.Arrows, e.Arrow, language)],
        MessageEnded { Arrow.IsRefused: true } e => [await EntryAsync(e.Arrow, language), await MapAsync(e.Arrows, null, language)],
        MessageEnded e => [await EntryAsync(e.Arrow, language)],
        StoryMoved e => [("story", AllStories.Find(story ?? "") is not { } told ? "" : await RenderAsync<StoryView>(
            language, (nameof(StoryView.Story), told), (nameof(StoryView.Now), e.Now), (nameof(StoryView.Mine), desk.Hand.MayTouch(visitor))))],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Nobody knows how to show this."),
    };

    async Task<(string, string)> EntryAsync(Arrow arrow, Language language) =>
        ("entry", await RenderAsync<EntryView>(language, (nameof(EntryView.Arrow), arrow)));

    async Task<(string, string)> MapAsync(IReadOnlyList<Arrow> arrows, Arrow? now, Language language) =>
        ("map", await RenderAsync<MapView>(language, (nameof(MapView.Arrows), arrows), (nameof(MapView.Now), now)));

    Task<string> RenderAsync<T>(Language language, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : IComponent => pages.RenderAsync<T>([.. parameters, ("Language", language)]);
}
