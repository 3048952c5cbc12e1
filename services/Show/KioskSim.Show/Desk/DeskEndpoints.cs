using System.Globalization;
using KioskSim.Show.Glass;
using KioskSim.Show.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Desk;

/// <summary>The operator's corner: a page of plain forms, which needs no script.</summary>
sealed class DeskEndpoints(OperatorDesk desk, GlassDesk glass, Pages pages, VisitorCookie cookie) : IPageEndpoints
{
    static readonly Dictionary<string, Func<OperatorDesk, IFormCollection, CancellationToken, Task>> Deeds = new(StringComparer.Ordinal)
    {
        ["cast"] = (desk, form, _) =>
        {
            desk.StepUp(int.TryParse(form["number"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
            return Task.CompletedTask;
        },
        ["resident"] = (desk, form, stop) => desk.StepUpAsync(form["city"].ToString(), form["resident"].ToString(), stop),
        ["break"] = (desk, form, _) =>
        {
            desk.Break(form["fault"].ToString());
            return Task.CompletedTask;
        },
        ["repair"] = (desk, _, _) =>
        {
            desk.Repair();
            return Task.CompletedTask;
        },
        ["stop"] = (desk, form, stop) => desk.SetRunningAsync(form["service"].ToString(), runs: false, stop),
        ["start"] = (desk, form, stop) => desk.SetRunningAsync(form["service"].ToString(), runs: true, stop),
        ["reset"] = (desk, form, stop) => desk.ResetAsync(form["time"].ToString() is { Length: > 0 } other ? other : form["hour"].ToString(), stop),
    };

    public void Map(WebApplication app)
    {
        app.MapGet("/desk", context => ShowAsync(context, null));
        app.MapPost("/desk/{deed}", DoAsync);
    }

    async Task DoAsync(HttpContext context)
    {
        if (!Deeds.TryGetValue(context.Part("deed"), out var deed))
        {
            await context.RefuseAsync(StatusCodes.Status404NotFound);
            return;
        }

        if (!glass.Hand.MayTouch(cookie.Of(context)))
        {
            await ShowAsync(context, GlassWords.OtherHand, StatusCodes.Status409Conflict);
            return;
        }

        try
        {
            // What was begun is brought to an end, whether the browser waits for it or not.
            await deed(desk, await context.Request.ReadFormAsync(context.RequestAborted), CancellationToken.None);
            context.Response.Redirect($"/desk?lang={context.Language().Code}");
        }
        catch (RefusedException e)
        {
            await ShowAsync(context, e.Why, StatusCodes.Status400BadRequest);
        }
    }

    async Task ShowAsync(HttpContext context, Said? refused, int status = StatusCodes.Status200OK)
    {
        var page = await pages.RenderAsync<DeskPage>(
            (nameof(DeskPage.Desk), desk), (nameof(DeskPage.Language), context.Language()), (nameof(DeskPage.Refused), refused));
        await context.SendPageAsync(page, status);
    }
}
