using System.Collections.Concurrent;
using Grpc.Core;
using KioskSim.Rpc.Client.Calls;
using KioskSim.Rpc.Client.Transport;

namespace Grpc.Net.Client;

/// <summary>
/// A way to one server over HTTP/2. Connects when first called and again when a connection is lost. Make one and share it: it is safe
/// for use by many threads. Disposing it ends its calls.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    readonly ConcurrentDictionary<IMethod, Uri> _uris = new(ReferenceEqualityComparer.Instance);
    readonly CancellationTokenSource _disposed = new();
    readonly HttpMessageInvoker _invoker;
    readonly bool _disposeInvoker;
    readonly bool _sendCallCredentials;
    readonly ChannelSecurity _security;

    GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        if (address.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address of a channel starts with http:// or https://.", nameof(address));
        if (options is { HttpHandler: not null, HttpClient: not null })
            throw new ArgumentException("Set the handler or the client of a channel, not both.", nameof(options));
        Address = address;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        Time = ClockOf(options.ServiceProvider);
        _security = ChannelSecurity.For(address, options.Credentials);
        _sendCallCredentials = _security.IsTls || options.UnsafeUseInsecureChannelCallCredentials;
        _disposeInvoker = options.DisposeHttpClient || options is { HttpHandler: null, HttpClient: null };
        _invoker = options.HttpClient is { } client
            ? new HttpMessageInvoker(new HttpClientHandlerAdapter(client), _disposeInvoker)
            : new HttpMessageInvoker(options.HttpHandler ?? DefaultHandler(), _disposeInvoker);
    }

    internal Uri Address { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal TimeProvider Time { get; }

    /// <summary>Fires when the channel is disposed.</summary>
    internal CancellationToken Disposed => _disposed.Token;

    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <param name="address">Scheme, host and port.</param>
    /// <param name="channelOptions">Read once.</param>
    /// <exception cref="ArgumentException">No http or https address, or a handler and a client at once.</exception>
    /// <exception cref="InvalidOperationException">The credentials do not fit the scheme.</exception>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ForAddress(new Uri(address), channelOptions);
    }

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <inheritdoc cref="ForAddress(string, GrpcChannelOptions)"/>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        return new HttpCallInvoker(this);
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested)
            return;
        _disposed.Cancel();
        if (_disposeInvoker)
            _invoker.Dispose();
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    internal Uri UriOf(IMethod method) => _uris.GetOrAdd(method, static (key, address) => new Uri(address, key.FullName), Address);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    /// <summary>What adds credentials to a call: the channel's own first, then the call's.</summary>
    internal IReadOnlyList<AsyncAuthInterceptor> CredentialsOf(CallCredentials? callCredentials) =>
        !_sendCallCredentials ? []
        : callCredentials is null ? _security.CallCredentials
        : [.. _security.CallCredentials, .. CallCredentialsReader.Read(callCredentials)];

    static SocketsHttpHandler DefaultHandler() =>
        new() { EnableMultipleHttp2Connections = true, AllowAutoRedirect = false, UseCookies = false };

    static TimeProvider ClockOf(IServiceProvider? services) =>
#pragma warning disable RS0030 // The official options have no place for a clock; without a service provider there is only the system's.
        (TimeProvider?)services?.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
#pragma warning restore RS0030
}
