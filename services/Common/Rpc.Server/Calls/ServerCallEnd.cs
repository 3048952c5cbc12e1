using System.Diagnostics;
using System.IO.Pipelines;
using Grpc.Core;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>What goes out on a call and how it ends.</summary>
sealed partial class ServerCall
{
    const int InternalError = 0x2;
    const int Cancel = 0x8;

    readonly Lock _gate = new();
    readonly DeadlineTimer? _timer;
    MessageWriter? _writer;
    MessageEncoding? _responseEncoding;
    Task _completion = Task.CompletedTask;
    bool _started;
    bool _flushing;
    bool _ended;
    volatile bool _callerGone;

    PipeWriter Output => Http.Response.BodyWriter;

    /// <summary>Serves the call to its end. Throws nothing: what goes wrong becomes the call's status.</summary>
    public async Task RunAsync(Func<ServerCall, Task> answer)
    {
        try
        {
            await answer(this);
            End(StatusCore, null);
        }
        catch (RpcException error)
        {
            End(error.Status, error.Trailers);
        }
        catch (Exception error) when (_cancellation.IsCancellationRequested)
        {
            // Whatever a handler does when its token fires, its caller does not hear it any more.
            End(new Status(StatusCode.Cancelled, "The call was cancelled.", error), null);
        }
        catch (Exception error)
        {
            ServerLog.HandlerFailed(_settings.Log, _method.FullName, error);
            End(new Status(StatusCode.Unknown, Explain(error)), null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer?.Dispose();
        // The HTTP context is used again for other calls: nothing may touch it from here on.
        await _aborted.DisposeAsync();
        await _completion;
    }

    /// <summary>Sends a message and waits until flow control lets more follow.</summary>
    /// <exception cref="InvalidOperationException">The call has ended.</exception>
    public async Task SendAsync<T>(Marshaller<T> marshaller, T message, WriteOptions? options)
    {
        Put(marshaller, message, options);
        if (!Flags(options).HasFlag(WriteFlags.BufferHint))
            await FlushAsync();
    }

    /// <summary>Puts a message into the response. It leaves with the next flush or with the end of the call.</summary>
    void Put<T>(Marshaller<T> marshaller, T message, WriteOptions? options)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            PrepareHeaders();
            _writer ??= new MessageWriter(Output, _settings.MaxSendMessageSize, _settings.CompressionLevel);
            var packs = _responseEncoding is not null && !Flags(options).HasFlag(WriteFlags.NoCompress);
            _writer.Write(message, marshaller.ContextualSerializer, packs ? _responseEncoding : null);
            _started = true;
        }
    }

    async Task SendHeadersAsync(Metadata metadata)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            if (_started)
                throw new InvalidOperationException("The response headers are sent once, before the first message.");
            if (metadata.GetValue(Headers.EncodingRequest) is { } name)
                _responseEncoding = AcceptedOrNone(MessageEncoding.Find(name));
            PrepareHeaders();
            foreach (var entry in metadata)
            {
                if (entry.Key != Headers.EncodingRequest)
                    Http.Response.Headers.Append(entry.Key, MetadataText.Encode(entry));
            }
            _started = true;
        }
        await FlushAsync();
    }

    async ValueTask FlushAsync()
    {
        ValueTask<FlushResult> flush;
        lock (_gate)
        {
            ThrowIfEnded();
            _flushing = true;
            flush = Output.FlushAsync(_cancellation.Token);
        }
        try
        {
            await flush;
        }
        finally
        {
            lock (_gate)
                _flushing = false;
        }
    }

    void End(Status status, Metadata? more)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            if (_callerGone || Http.RequestAborted.IsCancellationRequested)
            {
                ServerLog.CallerGone(_settings.Log, _method.FullName);
                return;
            }
            if (_writer is { IsTorn: true })
                Reset(InternalError);
            else
                PutTrailers(status, more);
        }
        if (status.StatusCode != StatusCode.OK)
            ServerLog.CallFailed(_settings.Log, _method.FullName, status.StatusCode);
    }

    /// <summary>Ends the call for both sides: part of a message may be out, so there is no status to send.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            Reset(Cancel);
        }
        _ = _cancellation.CancelAsync();
    }

    // On a timer's thread. The answer goes out at once; where part of a response is stuck in flow control, only a reset can.
    void PassDeadline()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            if (_flushing || _writer is { IsTorn: true })
            {
                Reset(Cancel);
            }
            else
            {
                PutTrailers(new Status(StatusCode.DeadlineExceeded, "The deadline of the call has passed."), null);
                _completion = CompleteAsync();
            }
        }
        ServerLog.DeadlinePassed(_settings.Log, _method.FullName);
        _ = _cancellation.CancelAsync();
    }

    async Task CompleteAsync()
    {
        try
        {
            await Http.Response.CompleteAsync();
        }
        catch (Exception)
        {
            // The connection is gone, and with it whoever the answer was for.
        }
    }

    void PutTrailers(Status status, Metadata? more)
    {
        PrepareHeaders();
        // Without a message before them, the trailers are the headers: one frame says all (PROTOCOL-HTTP2.md, "Trailers-Only").
        var target = _started ? Http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : Http.Response.Headers;
        target[Headers.Status] = Decimal(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
            target[Headers.Message] = StatusMessage.Encode(status.Detail);
        PutTrailers(target, _trailers);
        PutTrailers(target, more);
        Activity.Current?.SetTag("grpc.status_code", (int)status.StatusCode);
    }

    void PutTrailers(IHeaderDictionary target, Metadata? trailers)
    {
        foreach (var entry in trailers ?? Metadata.Empty)
        {
            try
            {
                target.Append(entry.Key, MetadataText.Encode(entry));
            }
            catch (RpcException)
            {
                // A status that arrives is worth more than a trailer that cannot.
                ServerLog.TrailerDropped(_settings.Log, _method.FullName, entry.Key);
            }
        }
    }

    void PrepareHeaders()
    {
        var response = Http.Response;
        if (_started)
            return;
        response.ContentType = Headers.ContentType;
        if (!MessageEncoding.IsSupported(Http.Request.Headers[Headers.Encoding]))
            response.Headers[Headers.AcceptEncoding] = MessageEncoding.Accepted;
        if (_responseEncoding is not null)
            response.Headers[Headers.Encoding] = _responseEncoding.Name;
    }

    void Reset(int errorCode) => Http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);

    void ThrowIfEnded()
    {
        if (_ended)
            throw new InvalidOperationException("The call has ended: nothing more can be written.");
    }

    WriteFlags Flags(WriteOptions? options) => (options ?? WriteOptionsCore ?? Grpc.Core.WriteOptions.Default).Flags;

    string Explain(Exception error) =>
        _settings.DetailedErrors
            ? $"Exception was thrown by handler. {error.GetType().Name}: {error.Message}"
            : "Exception was thrown by handler.";
}
