using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using KioskSim.Show.Map;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Room;

/// <summary>The page with kiosk and map, and the events that all pages follow.</summary>
sealed class RoomEndpoints(GlassDesk desk, FlowMap map, ShowLog log, EventStream events, Pages pages, VisitorCookie cookie) : IPageEndpoints
{
    public void Map(WebApplication app)
    {
        app.MapGet("/", ShowAsync);
        app.MapGet("/events", context => events.Send(context, cookie.Of(context)).ExecuteAsync(context));
    }

    async Task ShowAsync(HttpContext context)
    {
        var after = log.Last; // before what is shown is read: an event may be told twice, never not at all
        var visitor = cookie.Of(context);
        var page = await pages.RenderAsync<RoomPage>(
            (nameof(RoomPage.Desk), desk), (nameof(RoomPage.Arrows), map.Arrows), (nameof(RoomPage.Language), context.Language()),
            (nameof(RoomPage.After), after), (nameof(RoomPage.Visitor), visitor));
        await context.SendPageAsync(page);
    }
}
