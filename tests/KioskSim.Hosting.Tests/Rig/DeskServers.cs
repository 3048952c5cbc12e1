using System.Net;
using System.Net.Sockets;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Ends;
using KioskSim.Hosting.Spreading;
using KioskSim.Hosting.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Hosting.Tests.Rig;

/// <summary>One desk on several servers of a store line, with kiosks' sessions beside it.</summary>
sealed class DeskServers : IAsyncDisposable
{
    readonly ZoneAuthority _authority = new(Zone.StoreLine, TestLine.Start, new SeededEntropy(1, "store line"));
    readonly ManualTime _clock = new(TestLine.Start);
    readonly List<IDisposable> _owned = [];
    readonly IPEndPoint[] _addresses;
    readonly TimeSpan _farewell;
    readonly ServiceHost?[] _hosts;

    DeskServers(int servers, TimeSpan farewell)
    {
        (_farewell, _hosts) = (farewell, new ServiceHost?[servers]);
        _addresses = [.. Enumerable.Range(0, servers).Select(_ => new IPEndPoint(Zone.StoreLine.Loopback(), 0))];
        Desks = [.. Enumerable.Range(0, servers).Select(_ => new Desk())];
        Sessions = [.. Enumerable.Range(0, servers).Select(_ => new SessionDesk())];
    }

    public IReadOnlyList<Desk> Desks { get; }

    public IReadOnlyList<SessionDesk> Sessions { get; }

    public ManualTime Clock => _clock;

    public EndPoint Address => new SeveralPlaces(_addresses);

    /// <param name="farewell">How long sessions may take when a server stops.</param>
    public static async Task<DeskServers> StartAsync(int servers, TimeSpan farewell = default)
    {
        var all = new DeskServers(servers, farewell);
        for (var server = 0; server < servers; server++)
            await all.StartAsync(server);
        return all;
    }

    /// <summary>Starts a server where it was before.</summary>
    /// <param name="role">What its certificate says that it is.</param>
    public async Task StartAsync(int server, string role = Party.Centre)
    {
        var options = new ServiceOptions
        {
            Listeners = [new ZoneListener(Credential(role, "centre"), _addresses[server])], Clock = _clock, DrainTime = TimeSpan.FromMinutes(1),
            Farewell = new Farewell(_farewell, _ => Sessions[server].UnderWay),
        };
        var host = await ServiceHost.StartAsync(
            options, services => services.AddSingleton(Desks[server]).AddSingleton(Sessions[server]),
            app =>
            {
                app.MapGrpcService<Desk>();
                app.MapGrpcService<SessionDesk>();
            });
        (_hosts[server], _addresses[server]) = (host, host.Address(Zone.StoreLine));
    }

    /// <summary>In good order.</summary>
    public async Task StopAsync(int server)
    {
        var host = _hosts[server]!;
        await host.LeaveAsync();
        await host.DisposeAsync();
        _hosts[server] = null;
    }

    public async Task KillAsync(int server)
    {
        await _hosts[server]!.KillAsync();
        _hosts[server] = null;
    }

    /// <summary>In the place of a server that was stopped something takes connections from now on and says nothing on them.</summary>
    public void FallSilent(int server)
    {
        Own(new TcpListener(_addresses[server])).Start();
    }

    /// <param name="patience">How long a call may take; a third of it, to connect to one server.</param>
    public ClerkDesk.ClerkDeskClient Clerk(TimeSpan? patience = null) => new(Channel(Credential(Party.Clerk, "clerk"), patience).Invoker);

    public CertificateCentre.CertificateCentreClient Kiosk(string name) => new(Channel(Credential(Party.Kiosk, name)).Invoker);

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned.AsEnumerable().Reverse())
            owned.Dispose();
        foreach (var host in _hosts.OfType<ServiceHost>())
            await host.DisposeAsync();
        _authority.Dispose();
    }

    ZoneChannel Channel(ZoneCredential credential, TimeSpan? patience = null) => Own(new ZoneChannel(new ZoneChannelOptions
    {
        Credential = credential, Address = Address, Role = Party.Centre, Unreachable = FlowErrorCode.CentreUnreachable, Clock = _clock,
        Patience = patience ?? TimeSpan.FromMinutes(1),
    }));

    ZoneCredential Credential(string role, string name) => Own(_authority.Issue(role, name));

    T Own<T>(T owned) where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
