using Grpc.Core;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>What a caller sent: the deadline, metadata and messages.</summary>
/// <param name="http">The HTTP request.</param>
/// <param name="limit">The largest message in bytes; null for what an array holds.</param>
sealed class ServerRequest(HttpContext http, int? limit)
{
    MessageReader? _reader;

    /// <summary>UTC; MaxValue without a deadline. A timeout that cannot be read counts as none, as in the official library.</summary>
    public DateTime DeadlineFrom(TimeProvider time)
    {
        if (!GrpcTimeout.TryParse(http.Request.Headers[Headers.Timeout].ToString(), out var timeout))
            return DateTime.MaxValue;
        var now = time.GetUtcNow().UtcDateTime;
        return timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
    }

    /// <exception cref="RpcException">Internal: a binary value is not base64.</exception>
    public Metadata ReadMetadata()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in http.Request.Headers)
        {
            if (!MetadataText.IsCustom(name))
                continue;
            foreach (var value in values)
            {
                if (!MetadataText.TryAdd(metadata, name, value ?? ""))
                    throw Failure.Internal($"The metadata value of '{name}' is not base64.");
            }
        }
        return metadata;
    }

    /// <summary>Messages have their own limit, in place of Kestrel's for a body; and a stream may rest for as long as it likes.</summary>
    public void LiftBodyLimits(bool isStream)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (isStream && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    /// <summary>The next message, or null at the end of the stream.</summary>
    /// <exception cref="IOException">The caller reset the stream or the connection broke.</exception>
    /// <exception cref="RpcException">The message is malformed or too large.</exception>
    public ValueTask<T?> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken) where T : class
    {
        _reader ??= new(http.Request.BodyReader, http.Request.Headers[Headers.Encoding], StatusCode.Unimplemented, limit);
        return _reader.ReadAsync(marshaller.ContextualDeserializer, cancellationToken);
    }
}
