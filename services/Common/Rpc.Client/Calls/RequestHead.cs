using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>Makes the HTTP request of a call.</summary>
static class RequestHead
{
    const string UserAgent = "grpc-dotnet-kiosksim/1.0";

    static readonly MediaTypeHeaderValue ContentType = new(Headers.ContentType);

    /// <param name="channel">Where to.</param>
    /// <param name="method">What to call.</param>
    /// <param name="host">Overrides the authority; null for the channel's.</param>
    /// <param name="options">The caller's metadata, deadline and credentials.</param>
    /// <param name="encoding">What packs the request messages, if anything.</param>
    /// <param name="body">The request messages.</param>
    /// <param name="cancellationToken">Ends with the call.</param>
    /// <exception cref="RpcException">Internal: metadata that cannot be sent. Unauthenticated: the credentials failed.</exception>
    public static async ValueTask<HttpRequestMessage> CreateAsync(
        GrpcChannel channel, IMethod method, string? host, CallOptions options, MessageEncoding? encoding, HttpContent body,
        CancellationToken cancellationToken)
    {
        var credentials = channel.CredentialsOf(options.Credentials) is { Count: > 0 } interceptors
            ? await AskAsync(interceptors, channel, method, cancellationToken).ConfigureAwait(false)
            : null;

        body.Headers.ContentType = ContentType;
        var request = new HttpRequestMessage(HttpMethod.Post, channel.UriOf(method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        var headers = request.Headers;
        headers.Host = host;
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue)
            headers.TryAddWithoutValidation(Headers.Timeout, GrpcTimeout.Format(deadline - channel.Time.GetUtcNow().UtcDateTime));
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        headers.TryAddWithoutValidation(Headers.AcceptEncoding, MessageEncoding.Accepted);
        if (encoding is not null)
            headers.TryAddWithoutValidation(Headers.Encoding, encoding.Name);
        Add(headers, options.Headers);
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

    static async ValueTask<Metadata> AskAsync(
        IReadOnlyList<AsyncAuthInterceptor> interceptors, GrpcChannel channel, IMethod method, CancellationToken cancellationToken)
    {
        var metadata = new Metadata();
        var serviceUrl = $"{channel.Address.GetLeftPart(UriPartial.Authority)}/{method.ServiceName}";
        var context = new AuthInterceptorContext(serviceUrl, method.Name, cancellationToken);
        try
        {
            foreach (var interceptor in interceptors)
                await interceptor(context, metadata).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not RpcException && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "The credentials of the call could not be had.", error));
        }
        return metadata;
    }
}
