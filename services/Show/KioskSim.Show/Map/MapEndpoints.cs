using KioskSim.Show.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Map;

/// <summary>What a party of the map holds, as a part of the page.</summary>
sealed class MapEndpoints(Holdings holdings, Pages pages) : IPageEndpoints
{
    public void Map(WebApplication app) => app.MapGet("/map/{party}", ShowAsync);

    async Task ShowAsync(HttpContext context)
    {
        var party = (string)context.Request.RouteValues["party"]!;
        if (!Geography.Places.ContainsKey(party))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var view = await pages.RenderAsync<PartyView>(
            (nameof(PartyView.Party), party), (nameof(PartyView.Holding), holdings.Of(party)), (nameof(PartyView.Language), Language.Of(context.Request.Query["lang"])));
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(view, context.RequestAborted);
    }
}
