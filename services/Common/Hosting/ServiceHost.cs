using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Ends;
using KioskSim.Hosting.Errors;
using KioskSim.Hosting.Wiring;
using KioskSim.Hosting.Traces;
using KioskSim.Hosting.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Hosting;

/// <summary>A place where a service listens on one line.</summary>
/// <param name="Credential">What it shows, and whom it trusts there.</param>
/// <param name="Address">Port 0: any free one.</param>
public sealed record ZoneListener(ZoneCredential Credential, IPEndPoint Address)
{
    /// <summary>Null: sockets.</summary>
    public ILines? Lines { get; init; }
}

/// <summary>What every service has in common.</summary>
public sealed record ServiceOptions
{
    public required IReadOnlyList<ZoneListener> Listeners { get; init; }

    /// <summary>A listener without TLS for what the outside world asks in the clear by its own standard, such as OCSP.</summary>
    public IPEndPoint? PlainHttp { get; init; }

    /// <summary>Null: the table that comes with KioskSim.</summary>
    public CallerTable? Callers { get; init; }

    public required TimeProvider Clock { get; init; }

    public ILoggerFactory Log { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Refusals within <see cref="RefusalWindow"/> that block a caller (001-56).</summary>
    public int RefusalLimit { get; init; } = 5;

    public TimeSpan RefusalWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a service that stops may take to answer what it has begun; what then is not answered is broken off.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Null: it keeps nothing in memory that would have to come to its end first.</summary>
    public Farewell? Farewell { get; init; }

    /// <summary>Ends with the service, after its last answer: its channels to others, its keys.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];
}

/// <summary>
/// A running service: TLS 1.3 with certificates on both sides on each of its lines, the caller table before every method, typed errors
/// and traces around it.
/// </summary>
public sealed class ServiceHost : IAsyncDisposable
{
    /// <summary>How often a service that is about to stop looks whether its sessions are over.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    readonly WebApplication _app;
    readonly IReadOnlyList<IDisposable> _owned;
    readonly Farewell? _farewell;
    readonly Dictionary<Zone, IPEndPoint> _addresses = [];
    IServed? _served;

    ServiceHost(WebApplication app, ServiceOptions options) => (_app, _owned, _farewell) = (app, options.Owned, options.Farewell);

    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens without TLS, if it does.</summary>
    public IPEndPoint? PlainHttp { get; private set; }

    /// <summary>Where it listens on a line.</summary>
    /// <exception cref="KeyNotFoundException">It is not on that line.</exception>
    public IPEndPoint Address(Zone zone) => _addresses[zone];

    /// <param name="options">Lines, callers, clock.</param>
    /// <param name="register">Adds what the service is made of.</param>
    /// <param name="map">Maps gRPC services and, for <see cref="ServiceOptions.PlainHttp"/>, routes.</param>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<ServiceHost> StartAsync(
        ServiceOptions options, Action<IServiceCollection> register, Action<WebApplication> map, CancellationToken stop = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options.Log);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton(options.Clock);
        builder.Services.AddSingleton(HopTable.All);
        builder.Services.AddSingleton(options.Callers ?? CallerTable.Default);
        builder.Services.AddSingleton(new Blocklist(options.Clock, options.RefusalLimit, options.RefusalWindow));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime);
        builder.Services.AddSingleton<ServerErrors>().AddSingleton<CallerGate>().AddSingleton<Leaving>().AddSingleton<HopTraces>(); // one of each, not one for each call
        builder.Services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<ServerErrors>();
            grpc.Interceptors.Add<CallerGate>();
            grpc.Interceptors.Add<Leaving>();
            grpc.Interceptors.Add<HopTraces>();
        });
        var health = new HealthServiceImpl();
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        builder.Services.AddSingleton(health);
        register(builder.Services);

        var app = builder.Build();
        app.MapGrpcService<HealthServiceImpl>();
        map(app);
        var host = new ServiceHost(app, options);
        try
        {
            await host.ListenAsync(options, stop);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it: what is being answered is answered first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
            await _served.DisposeAsync();
        else
            await _app.StopAsync();
        await _app.DisposeAsync();
        foreach (var owned in _owned)
            owned.Dispose();
    }

    /// <summary>
    /// Ends it as the death of its program would, for who wants to see what comes of that: connections break, nothing is brought to its end, and what it
    /// calls others by is gone before what was calling is.
    /// </summary>
    public async Task KillAsync()
    {
        foreach (var owned in _owned)
            owned.Dispose();
        if (_served is not null)
            await _served.DisposeAsync();
        else
            await BreakOffAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Runs until asked to stop, by Ctrl-C, a signal or the token; then it leaves.</summary>
    public async Task WaitForShutdownAsync(CancellationToken stop)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var bySignal = _app.Lifetime.ApplicationStopping.Register(asked.SetResult);
        using var byToken = stop.Register(_app.Lifetime.StopApplication);
        await asked.Task;
        await LeaveAsync();
    }

    /// <summary>
    /// Stops it in good order: first sessions come to their end, while new ones are left to others; then it takes no call any more, and what it has begun to
    /// answer is answered.
    /// </summary>
    public async Task LeaveAsync()
    {
        if (_farewell is { } farewell && farewell.Limit > TimeSpan.Zero)
        {
            var leaving = Services.GetRequiredService<Leaving>();
            leaving.Begin();
            Services.GetRequiredService<HealthServiceImpl>().SetStatus("", HealthCheckResponse.Types.ServingStatus.NotServing);
            var clock = Services.GetRequiredService<TimeProvider>();
            for (var until = clock.GetUtcNow() + farewell.Limit; (leaving.Beginning > 0 || farewell.SessionsUnderWay(Services) > 0) && clock.GetUtcNow() < until;)
                await Task.Delay(BetweenLooks, clock);
        }

        await StopAsync();
    }

    public Task StopAsync() => _served is null ? _app.StopAsync() : Task.CompletedTask;

    async Task BreakOffAsync()
    {
        try
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // It was not given the time that an end in good order takes.
        }
    }

    static void Listen(KestrelServerOptions kestrel, ServiceOptions options)
    {
        kestrel.AddServerHeader = false;
        foreach (var (credential, address) in options.Listeners)
        {
            kestrel.Listen(address, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.Use(next => LingeringClose.Around(next, options.Clock));
                listen.Use(next => connection =>
                {
                    connection.Features.Set(new ZoneConnection(credential, connection.Features));
                    return next(connection);
                });
                listen.UseHttps(RequireCertificates(credential, options));
                listen.Use(LingeringClose.Within);
            });
        }

        if (options.PlainHttp is { } plain)
            kestrel.Listen(plain, listen => listen.Protocols = HttpProtocols.Http1);
    }

    static TlsHandshakeCallbackOptions RequireCertificates(ZoneCredential credential, ServiceOptions options)
    {
        var log = options.Log.CreateLogger<ServiceHost>();
        return new TlsHandshakeCallbackOptions
        {
            OnConnection = handshake => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificate = credential.Certificate,
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificateRequired = true,
                // Every connection shows its certificate; none is let in on the word of one before it.
                AllowTlsResume = false,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    if (certificate is X509Certificate2 peer && credential.Trusts(peer, options.Clock.GetUtcNow()))
                        return true;
                    HostingLog.HandshakeRefused(log, credential.Zone.Name(), (handshake.Connection.RemoteEndPoint as IPEndPoint)?.Address);
                    return false;
                },
            }),
        };
    }

    async Task ListenAsync(ServiceOptions options, CancellationToken stop)
    {
        if (options.Listeners.Select(l => l.Lines).OfType<ILines>().FirstOrDefault() is { } lines)
        {
            _served = lines.Serve(_app, options.Listeners);
            Note(options, [.. _served.Addresses, .. options.PlainHttp is { } plain ? [plain] : (IPEndPoint[])[]]);
            return;
        }

        await _app.StartAsync(stop);
        var bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Note(options, [.. bound.Select(a => new Uri(a)).Select(u => new IPEndPoint(IPAddress.Parse(u.Host), u.Port))]);
    }

    /// <param name="bound">In the order of the listeners, plain HTTP last.</param>
    void Note(ServiceOptions options, IReadOnlyList<IPEndPoint> bound)
    {
        var log = options.Log.CreateLogger<ServiceHost>();
        for (var i = 0; i < options.Listeners.Count; i++)
        {
            var credential = options.Listeners[i].Credential;
            _addresses[credential.Zone] = bound[i];
            HostingLog.Listens(log, credential.Holder, bound[i]);
        }

        if (options.PlainHttp is not null)
            PlainHttp = bound[^1];
    }
}
