using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Transport;

/// <summary>Reads what a response says about how the call ended.</summary>
static class ResponseHead
{
    /// <summary>The end that the headers of a response carry; null when messages or trailers follow.</summary>
    public static CallEnding? EndingOf(HttpResponseMessage response)
    {
        // A gRPC status comes before anything that HTTP says (http-grpc-status-mapping.md).
        if (StatusIn(response.Headers) is { } status)
            return new(status, response.Headers);
        if (response.StatusCode != HttpStatusCode.OK)
            return new(
                new(FromHttp(response.StatusCode), $"The server answered HTTP {(int)response.StatusCode} and no gRPC status."),
                response.Headers);
        return Headers.IsGrpcContentType(ContentTypeOf(response))
            ? null
            : new(new(StatusCode.Unknown, "The server's answer is not of a gRPC content type."), response.Headers);
    }

    /// <summary>The end that the trailers carry.</summary>
    public static CallEnding EndingAfter(HttpResponseMessage response) => new(
        StatusIn(response.TrailingHeaders) ?? new(StatusCode.Unknown, "The server sent no gRPC status."), response.TrailingHeaders);

    public static string? EncodingOf(HttpResponseMessage response) => Find(response.Headers, Headers.Encoding);

    public static Metadata MetadataOf(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (!MetadataText.IsCustom(name))
                continue;
            // A binary value that is not base64 is left out: an answer that is good otherwise stays good.
            foreach (var value in values)
                MetadataText.TryAdd(metadata, name, value);
        }
        return metadata;
    }

    static Status? StatusIn(HttpHeaders headers)
    {
        if (Find(headers, Headers.Status) is not { } text)
            return null;
        // Codes that are not published pass: the server's application may know what they mean.
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new((StatusCode)code, StatusMessage.Decode(Find(headers, Headers.Message) ?? ""))
            : new(StatusCode.Unknown, "The server sent a gRPC status that is not a number.");
    }

    static string? ContentTypeOf(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("content-type", out var values) ? values.ToString() : null;

    static string? Find(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    static StatusCode FromHttp(HttpStatusCode code) => (int)code switch
    {
        400 or 431 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
