using Microsoft.AspNetCore.Http;

namespace KioskSim.Hosting.Pages;

/// <summary>What every answer tells the browser: nothing from elsewhere, nothing kept, nothing told on.</summary>
public static class SafeHeaders
{
    /// <summary>No picture that a server sends: what a page shows it has in itself or draws itself.</summary>
    public const string Drawn = "data: blob:";

    /// <param name="images">Whence the pages' pictures may come, as the content security policy says it.</param>
    /// <param name="connections">What their scripts may ask; null: nothing.</param>
    public static void Set(IHeaderDictionary headers, string images = Drawn, string? connections = null)
    {
        headers.ContentSecurityPolicy =
            $"default-src 'none'; img-src {images}; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            + (connections is null ? "" : $"; connect-src {connections}");
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
