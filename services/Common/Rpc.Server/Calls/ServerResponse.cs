using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using KioskSim.Rpc.Server.Binding;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>
/// What goes out on a call: headers, messages, and once its end. The handler and the deadline's timer may meet here; whoever comes after
/// the end changes nothing.
/// </summary>
sealed class ServerResponse : IAsyncDisposable
{
    const int InternalError = 0x2;
    const int Cancel = 0x8;

    readonly HttpContext _http;
    readonly ServiceSettings _settings;
    readonly Lock _gate = new();
    MessageEncoding? _encoding;
    MessageWriter? _writer;
    Task _completion = Task.CompletedTask;
    bool _isStarted;
    bool _isFlushing;
    bool _isEnded;

    public ServerResponse(HttpContext http, ServiceSettings settings)
    {
        _http = http;
        _settings = settings;
        _encoding = AcceptedOrNone(settings.Encoding);
    }

    public bool HasEnded
    {
        get
        {
            lock (_gate)
                return _isEnded;
        }
    }

    /// <summary>Sends the headers with metadata.</summary>
    /// <exception cref="InvalidOperationException">They are out, or the call has ended.</exception>
    public ValueTask SendHeadersAsync(Metadata metadata, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            if (_isStarted)
                throw new InvalidOperationException("The response headers are sent once, before the first message.");
            if (metadata.GetValue(Headers.EncodingRequest) is { } name)
                _encoding = AcceptedOrNone(MessageEncoding.Find(name));
            PutHeaders();
            foreach (var entry in metadata)
            {
                if (entry.Key != Headers.EncodingRequest)
                    _http.Response.Headers.Append(entry.Key, MetadataText.Encode(entry));
            }
            _isStarted = true;
        }
        return FlushAsync(cancellationToken);
    }

    /// <summary>Puts a message into the response. It leaves with the next flush or with the end of the call.</summary>
    /// <exception cref="InvalidOperationException">The call has ended.</exception>
    /// <exception cref="RpcException">The message is too large or cannot be serialized.</exception>
    public void Put<T>(Marshaller<T> marshaller, T message, WriteFlags flags)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            PutHeaders();
            _writer ??= new MessageWriter(_http.Response.BodyWriter, _settings.MaxSendMessageSize, _settings.CompressionLevel);
            _writer.Write(message, marshaller.ContextualSerializer, flags.HasFlag(WriteFlags.NoCompress) ? null : _encoding);
            _isStarted = true;
        }
    }

    /// <summary>Sends what is there and waits until flow control lets more follow.</summary>
    /// <exception cref="InvalidOperationException">The call has ended.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            _isFlushing = true;
        }
        try
        {
            await _http.Response.BodyWriter.FlushAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
                _isFlushing = false;
        }
    }

    /// <summary>Puts the end of the call into the response. It leaves when the request's handling returns to the server.</summary>
    /// <returns>False if the call had ended.</returns>
    public bool TryEnd(Status status, IEnumerable<Metadata.Entry> trailers)
    {
        lock (_gate)
        {
            if (_isEnded)
                return false;
            _isEnded = true;
            if (_writer is { IsTorn: true })
                Reset(InternalError);
            else
                PutTrailers(status, trailers);
            return true;
        }
    }

    /// <summary>Ends the call now, whatever its handler does: where part of a message is stuck in flow control, by a reset.</summary>
    /// <returns>False if the call had ended.</returns>
    public bool TryEndAtOnce(Status status)
    {
        lock (_gate)
        {
            if (_isEnded)
                return false;
            _isEnded = true;
            if (_isFlushing || _writer is { IsTorn: true })
            {
                Reset(Cancel);
            }
            else
            {
                PutTrailers(status, []);
                _completion = CompleteAsync();
            }
            return true;
        }
    }

    /// <returns>False if the call had ended.</returns>
    public bool TryReset()
    {
        lock (_gate)
        {
            if (_isEnded)
                return false;
            _isEnded = true;
            Reset(Cancel);
            return true;
        }
    }

    /// <summary>Ends the call with nothing to say: nobody is there.</summary>
    public void Close()
    {
        lock (_gate)
            _isEnded = true;
    }

    /// <summary>Waits for what is under way. The HTTP context is used again for other calls: nothing touches it after this.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _completion;
    }

    async Task CompleteAsync()
    {
        try
        {
            await _http.Response.CompleteAsync();
        }
        catch (Exception)
        {
            // The connection is gone, and with it whoever the answer was for.
        }
    }

    void PutHeaders()
    {
        if (_isStarted)
            return;
        _http.Response.ContentType = Headers.ContentType;
        if (_encoding is not null)
            _http.Response.Headers[Headers.Encoding] = _encoding.Name;
        if (!MessageEncoding.IsSupported(_http.Request.Headers[Headers.Encoding]))
            _http.Response.Headers[Headers.AcceptEncoding] = MessageEncoding.Accepted;
    }

    void PutTrailers(Status status, IEnumerable<Metadata.Entry> trailers)
    {
        PutHeaders();
        // Without a message before them, the trailers are the headers: one frame says all (PROTOCOL-HTTP2.md, "Trailers-Only").
        var target = _isStarted ? _http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : _http.Response.Headers;
        target[Headers.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
            target[Headers.Message] = StatusMessage.Encode(status.Detail);
        foreach (var entry in trailers)
        {
            try
            {
                target.Append(entry.Key, MetadataText.Encode(entry));
            }
            catch (RpcException)
            {
                // A status that arrives is worth more than a trailer that cannot.
                ServerLog.TrailerDropped(_settings.Log, entry.Key);
            }
        }
        Activity.Current?.SetTag("grpc.status_code", (int)status.StatusCode);
    }

    MessageEncoding? AcceptedOrNone(MessageEncoding? encoding) =>
        encoding is not null && _http.Request.Headers[Headers.AcceptEncoding].ToString()
            .Split(',', StringSplitOptions.TrimEntries).Contains(encoding.Name)
            ? encoding
            : null;

    void Reset(int errorCode) => _http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);

    void ThrowIfEnded()
    {
        if (_isEnded)
            throw new InvalidOperationException("The call has ended: nothing more can be written.");
    }
}
