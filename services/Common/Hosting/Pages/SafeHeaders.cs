using Microsoft.AspNetCore.Http;

namespace KioskSim.Hosting.Pages;

/// <summary>What every answer tells the browser: nothing from elsewhere, nothing kept, nothing told on.</summary>
public static class SafeHeaders
{
    const string Policy =
        "default-src 'none'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="more">A further line of the content security policy, where the pages need one.</param>
    public static void Set(IHeaderDictionary headers, string? more = null)
    {
        headers.ContentSecurityPolicy = more is null ? Policy : $"{Policy}; {more}";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
