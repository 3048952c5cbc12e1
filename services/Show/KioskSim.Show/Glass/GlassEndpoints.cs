using System.Globalization;
using KioskSim.Domain.Errors;
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
        var (touch, visitor) = (context.Part("touch"), cookie.Of(context));
        if (touch == "take-over")
            desk.Hand.Take(visitor);
        if (!(Touches.Begins(touch) ? desk.Hand.Reach(visitor) : desk.Hand.MayTouch(visitor)))
        {
            await context.RefuseAsync(StatusCodes.Status409Conflict, GlassWords.OtherHand);
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
            await context.RefuseAsync(StatusCodes.Status409Conflict, Said.Of(e.Code, e.TriesLeft));
        }
        catch (InvalidDataException)
        {
            await context.RefuseAsync(StatusCodes.Status400BadRequest);
        }
    }

    Task SendPaperAsync(HttpContext context)
    {
        var number = int.Parse(context.Part("number"), CultureInfo.InvariantCulture);
        return number < 1 || number > desk.Paper.Count
            ? context.RefuseAsync(StatusCodes.Status404NotFound)
            : context.SendAsync("application/pdf", desk.Paper[number - 1].Pdf.Memory);
    }
}
