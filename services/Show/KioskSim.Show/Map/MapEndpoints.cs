using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Map;

/// <summary>What a party of the map holds, as a part of the page.</summary>
sealed class MapEndpoints(Holdings holdings, Pages pages) : IPageEndpoints
{
    public void Map(WebApplication app) => app.MapGet("/map/{party}", ShowAsync);

    async Task ShowAsync(HttpContext context)
    {
        var party = context.Part("party");
        if (!Geography.Places.ContainsKey(party))
        {
            await context.RefuseAsync(StatusCodes.Status404NotFound);
            return;
        }

        var view = await pages.RenderAsync<PartyView>(
            (nameof(PartyView.Party), party), (nameof(PartyView.Holding), holdings.Of(party)), (nameof(PartyView.Language), context.Language()));
        await context.SendPageAsync(view);
    }
}
