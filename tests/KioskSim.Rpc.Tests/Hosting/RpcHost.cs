using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>A server on a free loopback port, by default with the test service, and channels to it.</summary>
sealed class RpcHost : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly TestAuthority? _authority;
    readonly List<GrpcChannel> _channels = [];

    RpcHost(WebApplication app, TestAuthority? authority, CapturedLog log)
    {
        _app = app;
        Log = log;
        _authority = authority;
        Address = new UriBuilder(app.Urls.Single()) { Host = authority is null ? "127.0.0.1" : "localhost" }.Uri;
    }

    public Uri Address { get; }

    public HandlerCount Handlers => _app.Services.GetRequiredService<HandlerCount>();

    /// <summary>Readable after the end, too.</summary>
    public CapturedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="authority">Serve over TLS and ask for client certificates of this authority; null for plaintext.</param>
    /// <param name="services">Adds to the container.</param>
    /// <param name="options">Options of all services.</param>
    /// <param name="limits">Kestrel's limits.</param>
    /// <param name="map">What to serve in place of the test service.</param>
    /// <param name="protocols">What the port speaks.</param>
    public static async Task<RpcHost> StartAsync(
        TestAuthority? authority = null,
        Action<IServiceCollection>? services = null,
        Action<GrpcServiceOptions>? options = null,
        Action<KestrelServerLimits>? limits = null,
        Action<WebApplication>? map = null,
        HttpProtocols protocols = HttpProtocols.Http2)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            limits?.Invoke(kestrel.Limits);
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = protocols;
                if (authority is null)
                    return;
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = authority.Server;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (certificate, _, _) => authority.Trusts(certificate);
                });
            });
        });
        var log = new CapturedLog();
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        builder.Services.AddSingleton<HandlerCount>();
#pragma warning disable RS0030 // Deadlines of real peers run on the real clock.
        builder.Services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        builder.Services.AddGrpc(configured => options?.Invoke(configured));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        if (map is null)
            app.MapGrpcService<TestServiceImpl>();
        else
            map(app);
        await app.StartAsync();
        return new RpcHost(app, authority, log);
    }

    /// <summary>A channel with a connection of its own; disposed with the host.</summary>
    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions
        {
            HttpHandler = _authority?.Handler(_authority.Client),
            DisposeHttpClient = _authority is not null,
        };
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        _channels.Add(channel);
        return channel;
    }

    public TestService.TestServiceClient Client(Action<GrpcChannelOptions>? configure = null) => new(Channel(configure));

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        await _app.DisposeAsync();
    }
}
