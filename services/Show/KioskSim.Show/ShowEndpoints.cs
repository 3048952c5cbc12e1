using KioskSim.Domain.Errors;
using KioskSim.Hosting.Pages;
using KioskSim.Kiosk.App.Words;
using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using KioskSim.Show.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show;

/// <summary>Pages, what they follow and what they send.</summary>
sealed class ShowEndpoints(GlassDesk desk, ShowLog log, EventStream events, Pages pages, VisitorCookie cookie)
{
    static readonly StaticAsset[] Assets =
    [
        .. ((string[])["show.css", "stories.css"]).Select(name => new StaticAsset(typeof(ShowEndpoints).Assembly, name, "text/css; charset=utf-8")),
        .. ((string[])["show.js", "stories.js"]).Select(name => new StaticAsset(typeof(ShowEndpoints).Assembly, name, "text/javascript; charset=utf-8")),
    ];

    public void Map(WebApplication app)
    {
        app.Use(next => context =>
        {
            SafeHeaders.Set(context.Response.Headers, "connect-src 'self'");
            if (IsFromHere(context.Request))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        app.MapGet("/", ShowAsync);
        app.MapGet("/events", context => events.Send(context, cookie.Of(context)).ExecuteAsync(context));
        app.MapPost("/touch/{touch}", TouchAsync);
        app.MapGet("/paper/{number:int}.pdf", SendPaperAsync);
        foreach (var asset in Assets)
            app.MapGet(asset.Path, asset.SendAsync);
    }

    async Task ShowAsync(HttpContext context)
    {
        var after = log.Last; // before what is shown is read: an event may be told twice, never not at all
        var visitor = cookie.Of(context);
        var page = await pages.RenderAsync<GlassPage>(
            (nameof(GlassPage.Desk), desk), (nameof(GlassPage.Language), Language.Of(context.Request.Query["lang"])), (nameof(GlassPage.After), after),
            (nameof(GlassPage.Visitor), visitor));
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page, context.RequestAborted);
    }

    async Task TouchAsync(HttpContext context)
    {
        var (touch, visitor, language) = ((string)context.Request.RouteValues["touch"]!, cookie.Of(context), Language.Of(context.Request.Query["lang"]));
        if (touch == "take-over")
            desk.Hand.Take(visitor);
        if (!(Touches.Begins(touch) ? desk.Hand.Reach(visitor) : desk.Hand.MayTouch(visitor)))
        {
            await RefuseAsync(context, language[GlassWords.OtherHand]);
            return;
        }

        try
        {
            if (touch != "take-over")
                await Touches.DoAsync(desk, touch, await context.Request.ReadFormAsync(context.RequestAborted), context.RequestAborted);
            if (!Touches.Begins(touch) && desk.NobodyIsAtIt)
                desk.Hand.Release(); // a card laid down and taken back before anything was chosen
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (FlowException e)
        {
            var (japanese, english) = ErrorWords.Of(e.Code, e.TriesLeft);
            await RefuseAsync(context, language[new Said(japanese, english)]);
        }
        catch (InvalidDataException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    Task SendPaperAsync(HttpContext context)
    {
        var number = int.Parse((string)context.Request.RouteValues["number"]!, System.Globalization.CultureInfo.InvariantCulture);
        if (number < 1 || number > desk.Paper.Count)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/pdf";
        return context.Response.Body.WriteAsync(desk.Paper[number - 1].Pdf.Memory, context.RequestAborted).AsTask();
    }

    static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status409Conflict;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }

    // A page of elsewhere can neither read this one nor touch for its visitors, whatever name it has given this address.
    static bool IsFromHere(HttpRequest request) =>
        request.Host.Host is "127.0.0.1" or "localhost" && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" && (HttpMethods.IsGet(request.Method) || request.Headers.Origin is [] || request.Headers.Origin == $"http://{request.Host}");
}
