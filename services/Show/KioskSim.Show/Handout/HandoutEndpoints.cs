using System.Security.Cryptography;
using System.Text;
using KioskSim.Cluster;
using KioskSim.Show.Glass;
using KioskSim.Show.Map;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show.Handout;

/// <summary>The record of what was shown last, as one page to print or to save.</summary>
/// <param name="services">Those that run now.</param>
sealed class HandoutEndpoints(GlassDesk desk, FlowMap map, Func<LocalCluster> services, Holdings holdings, Pages pages) : IPageEndpoints
{
    static readonly string Style = ReadStyle();

    // The one style within it, by its digest, and nothing else at all.
    static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void Map(WebApplication app) => app.MapGet("/handout", ShowAsync);

    async Task ShowAsync(HttpContext context)
    {
        var page = await pages.RenderAsync<HandoutPage>(
            (nameof(HandoutPage.Minutes), Minutes.Of(desk, map, services(), holdings)), (nameof(HandoutPage.Style), Style),
            (nameof(HandoutPage.Language), context.Language()));
        context.Response.Headers.ContentSecurityPolicy = Policy;
        await context.SendPageAsync(page);
    }

    // As a browser reads it, which is what its digest is of.
    static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(HandoutEndpoints).Assembly.GetManifestResourceStream("handout.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
