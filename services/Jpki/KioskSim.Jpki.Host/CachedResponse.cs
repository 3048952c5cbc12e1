using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Jpki.Host;

/// <summary>
/// A signed answer over plain HTTP with the headers of RFC 5019, section 6.2, which let whoever stands in between repeat it for as long
/// as it is good. Times are the simulation's, the Date as well: caches compare them.
/// </summary>
/// <param name="from">When what it says was known.</param>
/// <param name="to">Until when it may be repeated.</param>
sealed class CachedResponse(byte[] content, string type, DateTimeOffset from, DateTimeOffset to)
{
    readonly string _tag = $"\"{Convert.ToHexStringLower(SHA1.HashData(content))}\"";
    readonly string _lastModified = HttpDate(from);
    readonly string _expires = HttpDate(to);

    public Task WriteAsync(HttpContext context, DateTimeOffset now)
    {
        var age = Math.Max(0, (long)(to - now).TotalSeconds);
        var headers = context.Response.Headers;
        headers.Date = HttpDate(now);
        headers.LastModified = _lastModified;
        headers.Expires = _expires;
        headers.ETag = _tag;
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"max-age={age},public,no-transform,must-revalidate");
        if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known && known.Any(tags => tags is not null && (tags == "*" || tags.Contains(_tag))))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return WriteAsync(context, content, type);
    }

    /// <summary>An answer for this asker alone.</summary>
    public static Task WriteOnceAsync(HttpContext context, byte[] content, string type, DateTimeOffset now)
    {
        context.Response.Headers.Date = HttpDate(now);
        context.Response.Headers.CacheControl = "no-store";
        return WriteAsync(context, content, type);
    }

    static Task WriteAsync(HttpContext context, byte[] content, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    static string HttpDate(DateTimeOffset time) => time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);
}
