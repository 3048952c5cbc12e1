using System.Globalization;
using KioskSim.Domain.Errors;
using KioskSim.Kiosk.App.Words;
using KioskSim.Show.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Glass;

/// <summary>What browsers do at the kiosk, and the paper that comes of it.</summary>
sealed class GlassEndpoints(GlassDesk desk, VisitorCookie cookie) : IPageEndpoints
{
    public void Map(WebApplication app)
    {
        app.MapPost("/touch/{touch}", TouchAsync);
        app.MapGet("/paper/{number:int}.pdf", SendPaperAsync);
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
        var number = int.Parse((string)context.Request.RouteValues["number"]!, CultureInfo.InvariantCulture);
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
}
