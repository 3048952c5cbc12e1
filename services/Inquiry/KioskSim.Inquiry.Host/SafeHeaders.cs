using Microsoft.AspNetCore.Http;

namespace KioskSim.Inquiry.Host;

/// <summary>What every answer tells the browser: nothing from elsewhere, nothing kept, nothing told on.</summary>
static class SafeHeaders
{
    const string Policy =
        "default-src 'none'; img-src data: blob:; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
