using KioskSim.Jpki.Ocsp;
using KioskSim.Pki.Ocsp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Jpki.Host;

/// <summary>OCSP over HTTP (RFC 6960 appendix A: POST, and GET with the request in the path) and the CRL, for clients that are not ours.</summary>
static class PlainHttpEndpoints
{
    const string RequestType = "application/ocsp-request";
    const string ResponseType = "application/ocsp-response";

    public static void MapOcsp(this WebApplication app)
    {
        app.MapPost("/ocsp", async (HttpContext context, OcspResponder responder) =>
        {
            if (context.Request.ContentType != RequestType || context.Request.ContentLength is not (> 0 and <= OcspRequest.Longest))
                return Results.BadRequest($"POST an OCSP request of at most {OcspRequest.Longest} bytes as {RequestType}.");
            var request = new byte[(int)context.Request.ContentLength];
            await context.Request.Body.ReadExactlyAsync(request, context.RequestAborted);
            return Results.Bytes(responder.Answer(request), ResponseType);
        });
        app.MapGet("/ocsp/{**request}", (string request, OcspResponder responder) => OcspRequest.TryDecodePath(request, out var der)
            ? Results.Bytes(responder.Answer(der), ResponseType)
            : Results.BadRequest("The path is no OCSP request in base64."));
    }

    public static void MapCrl(this WebApplication app) => app.MapGet("/crl/{generation:int}", (int generation, DailyCrl lists) =>
        lists.Of(generation) is { } list ? Results.Bytes(list, "application/pkix-crl") : Results.NotFound());
}
