using System.Net;
using KioskSim.Pki.Ocsp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KioskSim.Jpki.Tests.Openssl;

/// <summary>Plain HTTP before the responder (RFC 6960, appendix A): POST, and GET with the request in the path.</summary>
sealed class OcspFront : IAsyncDisposable
{
    readonly WebApplication _app;

    OcspFront(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.Single()}/ocsp";

    public static async Task<OcspFront> StartAsync(JpkiCentre centre)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/ocsp", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            return Answer(centre, body.ToArray());
        });
        app.MapGet("/ocsp/{**request}", (string request) =>
            OcspRequest.TryDecodePath(request, out var der) ? Answer(centre, der) : Results.BadRequest());
        await app.StartAsync();
        return new OcspFront(app);
    }

    static IResult Answer(JpkiCentre centre, byte[] request) =>
        Results.Bytes(centre.Responder.Answer(request), "application/ocsp-response");

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
