using System.Net;
using Grpc.Health.V1;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Zones;
using KioskSim.Rpc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting.Tests.Rig;

/// <summary>A store line with a desk at one end; callers of every kind at the other.</summary>
sealed class TestLine : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9));

    readonly ZoneAuthority _authority = new(Zone.StoreLine, Start, new SeededEntropy(1, "store line"));
    readonly List<IDisposable> _owned = [];
    ServiceHost _host = null!;
    bool _isDead;

    public ManualTime Clock { get; } = new(Start);

    public Desk Desk { get; } = new();

    public CapturedLog Log { get; } = new();

    public IPEndPoint Address => _host.Address(Zone.StoreLine);

    public IPEndPoint PlainHttp => _host.PlainHttp!;

    public Blocklist Blocklist => _host.Services.GetRequiredService<Blocklist>();

    public static async Task<TestLine> StartAsync(CallerTable? callers = null)
    {
        var line = new TestLine();
        var options = new ServiceOptions
        {
            Listeners = [new ZoneListener(line.Credential(Party.Centre), new IPEndPoint(Zone.StoreLine.Loopback(), 0))],
            PlainHttp = new IPEndPoint(IPAddress.Loopback, 0),
            Callers = callers,
            Clock = line.Clock,
            Log = LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Debug).AddProvider(line.Log)),
        };
        line._host = await ServiceHost.StartAsync(
            options, services => services.AddSingleton(line.Desk), app => app.MapGrpcService<Desk>(), CancellationToken.None);
        return line;
    }

    /// <summary>Of this line's own authority.</summary>
    public ZoneCredential Credential(string role, string name = "one") => Own(_authority.Issue(role, name));

    /// <summary>Of an authority that was made for another line, or for this line in another deployment.</summary>
    public ZoneCredential Foreign(Zone zone, string role)
    {
        using var authority = new ZoneAuthority(zone, Start, new SeededEntropy(2, "elsewhere"));
        return Own(authority.Issue(role, "one"));
    }

    public ZoneChannel Channel(ZoneCredential credential, Func<ZoneChannelOptions, ZoneChannelOptions>? configure = null)
    {
        var options = new ZoneChannelOptions
        {
            Credential = credential, Address = Address, Role = Party.Centre, Unreachable = FlowErrorCode.CentreUnreachable, Clock = Clock,
        };
        return Own(new ZoneChannel(configure is null ? options : configure(options)));
    }

    public ClerkDesk.ClerkDeskClient Clerk(Func<ZoneChannelOptions, ZoneChannelOptions>? configure = null) =>
        new(Channel(Credential(Party.Clerk), configure).Invoker);

    public ClerkDesk.ClerkDeskClient DeskFor(ZoneCredential credential) => new(Channel(credential).Invoker);

    public Health.HealthClient HealthFor(ZoneCredential credential) => new(Channel(credential).Invoker);

    /// <summary>How often KioskSim's own event of this number was logged.</summary>
    public int Logged(int id) => Log.Entries.Count(e => e.Id.Id == id && e.Category.StartsWith("KioskSim.Hosting", StringComparison.Ordinal));

    /// <summary>The desk's program dies.</summary>
    public Task KillAsync()
    {
        _isDead = true;
        return _host.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            owned.Dispose();
        if (!_isDead)
            await _host.DisposeAsync();
        _authority.Dispose();
    }

    T Own<T>(T owned) where T : IDisposable
    {
        _owned.Insert(0, owned);
        return owned;
    }
}
