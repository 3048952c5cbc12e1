using System.Runtime.CompilerServices;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Ocsp;
using KioskSim.Pki.Ocsp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace KioskSim.Jpki.Host;

/// <summary>OCSP over HTTP (RFC 6960 appendix A: POST, and GET with the request in the path) and the CRLs, for clients that are not ours.</summary>
sealed class PlainHttpEndpoints(OcspResponder responder, DailyCrl lists, TimeProvider clock)
{
    const string RequestType = "application/ocsp-request";
    const string ResponseType = "application/ocsp-response";
    const string ListType = "application/pkix-crl";

    // Headers are made once for an answer that is given many times; both go when the responder lets go of the answer.
    readonly ConditionalWeakTable<OcspAnswer, CachedResponse> _repeated = [];

    public void Map(WebApplication app)
    {
        app.MapPost("/ocsp", PostAsync);
        app.MapGet("/ocsp/{**request}", GetAsync);
        app.MapGet("/crl/{generation:int}", ListOfAllAsync);
        app.MapGet("/crl/by-key/{key}", ListOfAllAsync);
        app.MapGet("/crl/{generation:int}/{municipality}.crl", ListOfMunicipalityAsync);
    }

    async Task PostAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ||
            !type.MediaType.Equals(RequestType, StringComparison.OrdinalIgnoreCase))
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"POST an OCSP request as {RequestType}.");
        }
        else if (await ReadAsync(context.Request, context.RequestAborted) is not { } request)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"An OCSP request has at most {OcspRequest.Longest} bytes.");
        }
        else
        {
            await AnswerAsync(context, request);
        }
    }

    Task GetAsync(HttpContext context) =>
        OcspRequest.TryDecodePath((string?)context.GetRouteValue("request") ?? "", out var request)
            ? AnswerAsync(context, request)
            : RefuseAsync(context, StatusCodes.Status400BadRequest, "The path is no OCSP request in base64.");

    Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> request)
    {
        var answer = responder.Respond(request);
        // What answers a POST is no business of caches (RFC 9110, section 9.3.3).
        return answer.Window is { } window && HttpMethods.IsGet(context.Request.Method)
            ? _repeated.GetValue(answer, a => new CachedResponse(a.Der, ResponseType, window.From, window.To)).WriteAsync(context, clock.GetUtcNow())
            : CachedResponse.WriteOnceAsync(context, answer.Der, ResponseType, clock.GetUtcNow());
    }

    Task ListOfAllAsync(HttpContext context) => ListAsync(context, edition => edition.OfAll());

    Task ListOfMunicipalityAsync(HttpContext context) => ListAsync(
        context, edition => MunicipalityCode.TryParse((string?)context.GetRouteValue("municipality"), out var code) ? edition.Of(code) : null);

    Task ListAsync(HttpContext context, Func<CrlEdition, byte[]?> choose)
    {
        var edition = context.GetRouteValue("key") is string key
            ? lists.Today(g => Convert.ToHexString(g.Certificate.SubjectKeyIdentifier.Span).Equals(key, StringComparison.OrdinalIgnoreCase))
            : lists.Today(g => int.TryParse((string?)context.GetRouteValue("generation"), out var number) && g.Number == number);
        return edition is not null && choose(edition) is { } list
            ? new CachedResponse(list, ListType, edition.ThisUpdate, DailyCrl.EndOf(edition)).WriteAsync(context, clock.GetUtcNow())
            : RefuseAsync(context, StatusCodes.Status404NotFound, "No such list.");
    }

    /// <returns>Null when there is more than a request may have.</returns>
    static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > OcspRequest.Longest)
            return null;
        var bytes = new byte[(int?)request.ContentLength + 1 ?? OcspRequest.Longest + 1];
        var read = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        return read <= OcspRequest.Longest ? (ReadOnlyMemory<byte>?)bytes.AsMemory(0, read) : null;
    }

    static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
