using KioskSim.Hosting.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show;

/// <summary>The door of the room, and what all its pages have in common. Each page has endpoints of its own beside its components.</summary>
static class ShowEndpoints
{
    const string FromHereAlone = "'self'";

    public static void Map(WebApplication app, IEnumerable<IPageEndpoints> pages)
    {
        app.Use(next => context =>
        {
            SafeHeaders.Set(context.Response.Headers, $"{FromHereAlone} {SafeHeaders.Drawn}", connections: FromHereAlone);
            if (IsFromHere(context.Request))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        foreach (var asset in (StaticAsset[])[StaticAsset.Tokens, .. StaticAsset.AllOf(typeof(ShowEndpoints).Assembly)])
            app.MapGet(asset.Path, asset.SendAsync);
        foreach (var page in pages)
            page.Map(app);
    }

    // A page of elsewhere can neither read this one nor touch for its visitors, whatever name it has given this address.
    // A browser says itself where a request comes from; of a form, since pages tell no referrer, it gives no other origin than "null".
    static bool IsFromHere(HttpRequest request) => request.Host.Host is "127.0.0.1" or "localhost" && request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" or "none" => true,
        "" => HttpMethods.IsGet(request.Method) || request.Headers.Origin is [] || request.Headers.Origin == $"http://{request.Host}",
        _ => false,
    };
}

/// <summary>What a page, or a part of one, answers to.</summary>
interface IPageEndpoints
{
    void Map(WebApplication app);
}
