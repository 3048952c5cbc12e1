using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using KioskSim.Show.Stories.Repertoire;
using KioskSim.Show.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Stories;

/// <summary>The pages of the stories, and the remote control of who tells one.</summary>
sealed class StoryEndpoints(StoryTeller teller, GlassDesk desk, ShowLog log, Pages pages, VisitorCookie cookie) : IPageEndpoints
{
    public void Map(WebApplication app)
    {
        app.MapGet("/stories", context => ListAsync(context, isUnknown: false));
        app.MapGet("/stories/{name}", ShowAsync);
        app.MapPost("/tell/{what}", TellAsync);
    }

    async Task ListAsync(HttpContext context, bool isUnknown)
    {
        var page = await pages.RenderAsync<StoriesPage>((nameof(StoriesPage.Language), context.Language()), (nameof(StoriesPage.IsUnknown), isUnknown));
        await context.SendPageAsync(page, isUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    async Task ShowAsync(HttpContext context)
    {
        var after = log.Last; // before what is shown is read: an event may be told twice, never not at all
        if (AllStories.Find(context.Part("name")) is not { } story)
        {
            await ListAsync(context, isUnknown: true);
            return;
        }

        await context.SendPageAsync(await pages.RenderAsync<StoryPage>(
            (nameof(StoryPage.Story), story), (nameof(StoryPage.Now), teller.Now), (nameof(StoryPage.Screen), desk.Screen),
            (nameof(StoryPage.Language), context.Language()), (nameof(StoryPage.Mine), desk.Hand.MayTouch(cookie.Of(context))), (nameof(StoryPage.After), after)));
    }

    async Task TellAsync(HttpContext context)
    {
        var (what, visitor) = (context.Part("what"), cookie.Of(context));
        if (what == "take-over")
        {
            desk.Hand.Take(visitor);
            log.Add(new StoryMoved(teller.Now)); // the remote control is elsewhere now
        }
        else if (!desk.Hand.MayTouch(visitor))
        {
            await context.RefuseAsync(StatusCodes.Status409Conflict, GlassWords.OtherHand);
            return;
        }

        switch (what)
        {
            case "begin":
                if (AllStories.Find((await context.Request.ReadFormAsync(context.RequestAborted))["story"].ToString()) is not { } story)
                    await context.RefuseAsync(StatusCodes.Status404NotFound, StoryWords.Unknown);
                else if (!desk.Hand.Keep(visitor))
                    await context.RefuseAsync(StatusCodes.Status409Conflict, GlassWords.OtherHand);
                else if (!teller.Begin(story))
                    await context.RefuseAsync(StatusCodes.Status409Conflict, StoryWords.Happening);
                break;
            case "forward":
                teller.Pause();
                teller.Forward(); // pressed once too often while something happens: nothing
                break;
            case "back":
                teller.Back();
                break;
            case "play":
                teller.Play();
                break;
            case "pause":
                teller.Pause();
                break;
            case "end":
                if (!teller.End())
                    await context.RefuseAsync(StatusCodes.Status409Conflict, StoryWords.Happening);
                break;
            case "take-over":
                break;
            default:
                await context.RefuseAsync(StatusCodes.Status404NotFound);
                break;
        }
    }
}
