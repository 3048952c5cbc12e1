using KioskSim.Show.Words;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show;

/// <summary>How the room's pages read what a browser asks for, and answer it.</summary>
static class Replies
{
    /// <summary>The language that the address asks for.</summary>
    public static Language Language(this HttpContext context) => Words.Language.Of(context.Request.Query["lang"]);

    /// <summary>A part of the address, by the name that its route gives it.</summary>
    public static string Part(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    public static Task SendPageAsync(this HttpContext context, string html, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    /// <param name="type">Media type.</param>
    public static Task SendAsync(this HttpContext context, string type, ReadOnlyMemory<byte> content)
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    /// <summary>Says why it is not done, for the page to show.</summary>
    public static Task RefuseAsync(this HttpContext context, int status, Said why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(context.Language()[why], context.RequestAborted);
    }

    /// <summary>Without a word, to what no page of the room asks for.</summary>
    public static Task RefuseAsync(this HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
