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
        context.Response.StatusCode = isUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        await WriteAsync(context, await pages.RenderAsync<StoriesPage>(
            (nameof(StoriesPage.Language), LanguageOf(context)), (nameof(StoriesPage.IsUnknown), isUnknown)));
    }

    async Task ShowAsync(HttpContext context)
    {
        var after = log.Last; // before what is shown is read: an event may be told twice, never not at all
        if (AllStories.Find((string)context.Request.RouteValues["name"]!) is not { } story)
        {
            await ListAsync(context, isUnknown: true);
            return;
        }

        await WriteAsync(context, await pages.RenderAsync<StoryPage>(
            (nameof(StoryPage.Story), story), (nameof(StoryPage.Now), teller.Now), (nameof(StoryPage.Screen), desk.Screen),
            (nameof(StoryPage.Language), LanguageOf(context)), (nameof(StoryPage.Mine), desk.Hand.MayTouch(cookie.Of(context))), (nameof(StoryPage.After), after)));
    }

    async Task TellAsync(HttpContext context)
    {
        var (what, visitor) = ((string)context.Request.RouteValues["what"]!, cookie.Of(context));
        if (what == "take-over")
        {
            desk.Hand.Take(visitor);
            log.Add(new StoryMoved()); // the remote control is elsewhere now
        }
        else if (!desk.Hand.MayTouch(visitor))
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, GlassWords.OtherHand);
            return;
        }

        switch (what)
        {
            case "begin":
                if (AllStories.Find((await context.Request.ReadFormAsync(context.RequestAborted))["story"].ToString()) is not { } story)
                    await RefuseAsync(context, StatusCodes.Status404NotFound, StoryWords.Unknown);
                else if (!desk.Hand.Keep(visitor))
                    await RefuseAsync(context, StatusCodes.Status409Conflict, GlassWords.OtherHand);
                else if (!teller.Begin(story))
                    await RefuseAsync(context, StatusCodes.Status409Conflict, StoryWords.Happening);
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
                    await RefuseAsync(context, StatusCodes.Status409Conflict, StoryWords.Happening);
                break;
            case "take-over":
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    static Language LanguageOf(HttpContext context) => Language.Of(context.Request.Query["lang"]);

    static Task WriteAsync(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    static Task RefuseAsync(HttpContext context, int status, Said why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(LanguageOf(context)[why], context.RequestAborted);
    }
}
