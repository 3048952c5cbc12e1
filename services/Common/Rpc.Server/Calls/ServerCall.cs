using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using KioskSim.Rpc.Server.Binding;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>
/// One call on the server: what its handler sees of it (here) and how it ends (the other part). The end is decided once, under a lock:
/// by the handler's return, by its exception or by the deadline, which does not wait for a handler that ignores its token.
/// </summary>
sealed partial class ServerCall : ServerCallContext, IAsyncDisposable
{
    /// <summary>Where the user state holds the HTTP context, for contexts that interceptors make.</summary>
    public const string HttpContextKey = "__HttpContext";

    readonly IMethod _method;
    readonly ServiceSettings _settings;
    readonly CancellationTokenSource _cancellation = new();
    readonly CancellationTokenRegistration _aborted;
    readonly DateTime _deadline;
    Metadata? _requestHeaders;
    Metadata? _trailers;
    Dictionary<object, object>? _userState;
    AuthContext? _caller;

    public ServerCall(HttpContext http, IMethod method, ServiceSettings settings)
    {
        Http = http;
        _method = method;
        _settings = settings;
        _aborted = http.RequestAborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _cancellation);
        _deadline = DeadlineOf(http.Request, settings.Time);
        _responseEncoding = AcceptedOrNone(settings.Encoding);
        if (_deadline != DateTime.MaxValue)
            _timer = new DeadlineTimer(settings.Time, _deadline, PassDeadline);
        Activity.Current?.SetTag("grpc.method", method.FullName);
    }

    public HttpContext Http { get; }

    protected override string MethodCore => _method.FullName;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => CallerIdentity.PeerOf(Http.Connection);

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders();

    protected override CancellationToken CancellationTokenCore => _cancellation.Token;

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _caller ??= CallerIdentity.Of(Http.Connection.ClientCertificate);

    protected override IDictionary<object, object> UserStateCore => _userState ??= new() { [HttpContextKey] = Http };

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Pass the deadline and the cancellation token of the context to the calls you make.");

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        return SendHeadersAsync(responseHeaders);
    }

    /// <exception cref="RpcException">Internal: a binary value is not base64.</exception>
    Metadata ReadRequestHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in Http.Request.Headers)
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

    // A timeout that cannot be read counts as none, as in the official library.
    static DateTime DeadlineOf(HttpRequest request, TimeProvider time)
    {
        if (!GrpcTimeout.TryParse(request.Headers[Headers.Timeout].ToString(), out var timeout))
            return DateTime.MaxValue;
        var now = time.GetUtcNow().UtcDateTime;
        return timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
    }

    MessageEncoding? AcceptedOrNone(MessageEncoding? encoding) =>
        encoding is not null && Http.Request.Headers[Headers.AcceptEncoding].ToString()
            .Split(',', StringSplitOptions.TrimEntries).Contains(encoding.Name)
            ? encoding
            : null;

    static string Decimal(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
}
