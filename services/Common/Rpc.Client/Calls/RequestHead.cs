using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>Makes the HTTP request of a call.</summary>
static class RequestHead
{
    const string UserAgent = "grpc-dotnet-kiosksim/1.0";

    static readonly MediaTypeHeaderValue ContentType = new(Headers.ContentType);

    /// <exception cref="RpcException">Internal: metadata that cannot be sent. Unauthenticated: the credentials failed.</exception>
    public static async ValueTask<HttpRequestMessage> CreateAsync(ClientCall call, HttpContent body)
    {
        var credentials = call.Channel.CredentialsOf(call.Options.Credentials) is { Count: > 0 } interceptors
            ? await AskAsync(interceptors, call).ConfigureAwait(false)
            : null;

        body.Headers.ContentType = ContentType;
        var request = new HttpRequestMessage(HttpMethod.Post, call.Channel.UriOf(call.Method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        var headers = request.Headers;
        headers.Host = call.Host;
        if (call.Lifetime.TimeLeft is { } left)
            headers.TryAddWithoutValidation(Headers.Timeout, GrpcTimeout.Format(left));
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        headers.TryAddWithoutValidation(Headers.AcceptEncoding, MessageEncoding.Accepted);
        if (call.Encoding is not null)
            headers.TryAddWithoutValidation(Headers.Encoding, call.Encoding.Name);
        Add(headers, call.Options.Headers);
        Add(headers, credentials);
        return request;
    }

    static void Add(HttpRequestHeaders headers, Metadata? metadata)
    {
        foreach (var entry in metadata ?? Metadata.Empty)
        {
            if (entry.Key == Headers.EncodingRequest)
                continue;
            var value = MetadataText.Encode(entry);
            // The handler would join repeats with ", ", of which strict peers take the space for a part of the base64.
            if (entry.IsBinary && headers.NonValidated.TryGetValues(entry.Key, out var before) && headers.Remove(entry.Key))
                value = $"{before},{value}";
            headers.TryAddWithoutValidation(entry.Key, value);
        }
    }

    static async ValueTask<Metadata> AskAsync(IReadOnlyList<AsyncAuthInterceptor> interceptors, ClientCall call)
    {
        var metadata = new Metadata();
        var serviceUrl = $"{call.Channel.Address.GetLeftPart(UriPartial.Authority)}/{call.Method.ServiceName}";
        var context = new AuthInterceptorContext(serviceUrl, call.Method.Name, call.Lifetime.Token);
        try
        {
            foreach (var interceptor in interceptors)
                await interceptor(context, metadata).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not RpcException && call.Lifetime.Ending is null)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "The credentials of the call could not be had.", error));
        }
        return metadata;
    }
}
