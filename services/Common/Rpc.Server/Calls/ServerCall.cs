using System.Diagnostics;
using Grpc.Core;
using KioskSim.Rpc.Server.Binding;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>
/// One call on the server. It ends once: with its handler's return or exception, or with the deadline, which does not wait for a handler
/// that ignores its token.
/// </summary>
sealed class ServerCall : ServerCallContext, IAsyncDisposable
{
    /// <summary>Where the user state holds the HTTP context, for contexts that interceptors make.</summary>
    public const string HttpContextKey = "__HttpContext";

    readonly IMethod _method;
    readonly ServiceSettings _settings;
    readonly CancellationTokenSource _cancellation = new();
    readonly CancellationTokenRegistration _aborted;
    readonly DateTime _deadline;
    DeadlineTimer? _timer;
    Metadata? _requestHeaders;
    Metadata? _trailers;
    Dictionary<object, object>? _userState;
    AuthContext? _caller;
    volatile bool _isCallerGone;

    public ServerCall(HttpContext http, IMethod method, ServiceSettings settings)
    {
        Http = http;
        Request = new(http, settings.MaxReceiveMessageSize);
        Response = new(http, settings);
        _method = method;
        _settings = settings;
        _deadline = Request.DeadlineFrom(settings.Time);
        _aborted = http.RequestAborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _cancellation);
    }

    public HttpContext Http { get; }

    public ServerRequest Request { get; }

    public ServerResponse Response { get; }

    /// <summary>Serves the call to its end. Throws nothing: what goes wrong becomes the call's status.</summary>
    public async Task RunAsync(Func<ServerCall, Task> answer)
    {
        Activity.Current?.SetTag("grpc.method", _method.FullName);
        if (_deadline != DateTime.MaxValue)
            _timer = new DeadlineTimer(_settings.Time, _deadline, PassDeadline);
        try
        {
            await answer(this);
            End(StatusCore);
        }
        catch (RpcException error)
        {
            End(error.Status, error.Trailers);
        }
        catch (Exception error) when (_cancellation.IsCancellationRequested || Response.HasEnded)
        {
            // Whatever a handler does when its token fires, its caller does not hear it any more.
            End(new Status(StatusCode.Cancelled, "The call was cancelled.", error));
        }
        catch (Exception error)
        {
            ServerLog.HandlerFailed(_settings.Log, _method.FullName, error);
            End(new Status(StatusCode.Unknown, Explain(error)));
        }
    }

    /// <summary>Resets the stream: part of a message may be out, so there is no status to send.</summary>
    public void Abort()
    {
        if (Response.TryReset())
            _ = _cancellation.CancelAsync();
    }

    /// <summary>Notes that the request broke off, which may be heard here before the server's own token says so.</summary>
    public Task LoseCallerAsync()
    {
        _isCallerGone = true;
        return _cancellation.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _timer?.Dispose();
        await _aborted.DisposeAsync();
        await Response.DisposeAsync();
    }

    protected override string MethodCore => _method.FullName;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => CallerIdentity.PeerOf(Http.Connection);

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= Request.ReadMetadata();

    protected override CancellationToken CancellationTokenCore => _cancellation.Token;

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _caller ??= CallerIdentity.Of(Http.Connection.ClientCertificate);

    protected override IDictionary<object, object> UserStateCore => _userState ??= new() { [HttpContextKey] = Http };

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        return Response.SendHeadersAsync(responseHeaders, CancellationToken).AsTask();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Pass the deadline and the cancellation token of the context to the calls you make.");

    // On a timer's thread.
    void PassDeadline()
    {
        if (!Response.TryEndAtOnce(new Status(StatusCode.DeadlineExceeded, "The deadline of the call has passed.")))
            return;
        ServerLog.DeadlinePassed(_settings.Log, _method.FullName);
        _ = _cancellation.CancelAsync();
    }

    void End(Status status, Metadata? more = null)
    {
        if (_isCallerGone || Http.RequestAborted.IsCancellationRequested)
        {
            Response.Close();
            ServerLog.CallerGone(_settings.Log, _method.FullName);
            return;
        }
        var trailers = (_trailers ?? Metadata.Empty).Concat(more ?? Metadata.Empty);
        if (Response.TryEnd(status, trailers) && status.StatusCode != StatusCode.OK)
            ServerLog.CallFailed(_settings.Log, _method.FullName, status.StatusCode);
    }

    string Explain(Exception error) =>
        _settings.DetailedErrors
            ? $"Exception was thrown by handler. {error.GetType().Name}: {error.Message}"
            : "Exception was thrown by handler.";
}
