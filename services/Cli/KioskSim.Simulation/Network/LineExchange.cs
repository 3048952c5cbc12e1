using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Grpc.Core;
using KioskSim.Hosting.Zones;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace KioskSim.Simulation.Network;

/// <summary>A call as the service has it: the request that any server of HTTP/2 would hand on, and what is to become of the answer.</summary>
/// <param name="isHeard">Whether the answer goes to the caller.</param>
sealed class LineExchange(LineCall call, LineInvoker line, ServedHere served, PipeReader requests, bool isHeard)
    : IHttpResponseTrailersFeature, IHttpResetFeature, IRequestBodyPipeFeature
{
    readonly HttpResponseFeature _response = new();
    readonly CancellationTokenSource _aborted = CancellationTokenSource.CreateLinkedTokenSource(call.CallerGone, served.Ending);
    bool _isReset;

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public PipeReader Reader => requests;

    public void Reset(int errorCode) => _isReset = true;

    public async Task RunAsync()
    {
        using var ending = served.Ending.Register(Break);
        var body = new AnswerBody(Send);
        if (served.Find(call.Method.FullName) is not { } serve)
        {
            End(new Status(StatusCode.Unimplemented, ""));
            return;
        }

        try
        {
            await serve(Context(body));
        }
        catch (Exception) when (_aborted.IsCancellationRequested)
        {
            return; // nobody waits for it
        }

        body.Flush();
        if (_isReset || served.Ending.IsCancellationRequested)
            Break();
        else
            End(StatusIn(Trailers) ?? StatusIn(_response.Headers) ?? new Status(StatusCode.Unknown, ""));
    }

    DefaultHttpContext Context(AnswerBody body)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = HttpMethods.Post, Protocol = "HTTP/2", Scheme = "https", Path = call.Method.FullName, Headers = RequestHeaders() });
        features.Set<IRequestBodyPipeFeature>(this);
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = _aborted.Token });
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpResponseBodyFeature>(body);
        features.Set<IHttpResponseTrailersFeature>(this);
        features.Set<IHttpResetFeature>(this);
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = line.Server.Address, RemotePort = IPEndPoint.MinPort });
        features.Set<ITlsConnectionFeature>(new TlsConnectionFeature { ClientCertificate = line.Options.Credential.Certificate });
        features.Set(new ZoneConnection(served.ListenerAt(line.Server).Credential, features));
        return new DefaultHttpContext(features) { RequestServices = served.Services };
    }

    HeaderDictionary RequestHeaders()
    {
        var headers = new HeaderDictionary { ["content-type"] = Headers.ContentType, ["te"] = "trailers" };
        foreach (var entry in call.Options.Headers ?? Metadata.Empty)
            headers.Append(entry.Key, MetadataText.Encode(entry));
        return headers;
    }

    void Send(byte[] piece)
    {
        if (isHeard)
            call.Answer(MetadataIn(_response.Headers), piece);
    }

    void End(Status status)
    {
        if (isHeard)
            call.Answer(MetadataIn(_response.Headers), status, MetadataIn(Trailers.Count > 0 ? Trailers : _response.Headers));
    }

    void Break()
    {
        if (isHeard)
            call.Break();
    }

    static Metadata MetadataIn(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            foreach (var value in MetadataText.IsCustom(name) ? values : StringValues.Empty)
                MetadataText.TryAdd(metadata, name, value ?? "");
        }

        return metadata;
    }

    static Status? StatusIn(IHeaderDictionary headers) =>
        int.TryParse(headers[Headers.Status], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new Status((StatusCode)code, StatusMessage.Decode(headers[Headers.Message].ToString()))
            : null;
}
