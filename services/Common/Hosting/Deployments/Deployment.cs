using System.Collections.Concurrent;
using System.Net;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Spreading;
using KioskSim.Hosting.Wiring;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Deployments;

/// <summary>
/// One running KioskSim: who is on which line with which certificate, where each service listens, and what time it is there. In one
/// process it lives in memory; between processes it is a folder (<see cref="DeploymentFolder"/>).
/// </summary>
public sealed class Deployment : IDisposable
{
    const char ServerMark = '#';

    readonly IReadOnlyDictionary<Member, ZoneCredential> _credentials;
    readonly ConcurrentDictionary<string, EndPoint> _addresses;

    internal Deployment(
        IReadOnlyCollection<Member> members, IReadOnlyDictionary<Member, ZoneCredential> credentials, IEnumerable<KeyValuePair<string, IReadOnlyList<EndPoint>>> addresses, TimeProvider clock)
        : this(members, credentials, new ConcurrentDictionary<string, EndPoint>(StringComparer.Ordinal), clock)
    {
        foreach (var (key, places) in addresses)
        {
            foreach (var (number, place) in places.Index())
                _addresses[OfServer(key, number)] = place;
        }
    }

    Deployment(
        IReadOnlyCollection<Member> members, IReadOnlyDictionary<Member, ZoneCredential> credentials, ConcurrentDictionary<string, EndPoint> addresses, TimeProvider clock) =>
        (Members, _credentials, _addresses, Clock) = (members, credentials, addresses, clock);

    /// <summary>Which of the servers of its service looks at it here, from 0.</summary>
    int ServerHere { get; init; }

    /// <summary>Where this machine listens, whatever address the names of its lines stand for; null: at that.</summary>
    public MachineAddress? Place { get; init; }

    /// <summary>The time of the simulation.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether every channel that is opened from now on has a listener on its line: off, but for those who show what one hears.</summary>
    public bool Tapped { get; set; }

    /// <summary>Null: sockets. Said before anybody listens or calls.</summary>
    public ILines? Lines { get; init; }

    /// <summary>What is between callers and services, for every channel that is opened from now on; null: nothing.</summary>
    public ICabling? Cabling { get; set; }

    public IReadOnlyCollection<Member> Members { get; }

    /// <summary>Who is on a line in a role: the kiosks of the store line, the issuance servers of LGWAN.</summary>
    public IReadOnlyList<string> Names(Zone zone, string role) => NamesAmong(Members, zone, role);

    /// <summary>The same of those whose certificates and keys are here.</summary>
    public IReadOnlyList<string> OwnNames(Zone zone, string role) => NamesAmong(_credentials.Keys, zone, role);

    /// <summary>Those whose certificates and keys are here.</summary>
    internal IEnumerable<Member> Own => _credentials.Keys;

    /// <summary>Those of them who listen.</summary>
    public IReadOnlyList<Member> OwnListeners => [.. _credentials.Keys.Where(m => _addresses.ContainsKey(Key(m.Zone, m.Name)))];

    /// <summary>Where each service listens: more than one address, where it stands on several servers of which each has its own.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EndPoint>> Addresses =>
        _addresses.Keys.Where(k => !k.Contains(ServerMark)).ToDictionary(k => k, k => Everywhere(k).All());

    /// <summary>Makes every line's authority and a certificate for each member; nothing of it is kept anywhere.</summary>
    /// <param name="lines">What joins the members; null: sockets.</param>
    public static Deployment Create(IReadOnlyCollection<Member> members, TimeProvider clock, Entropy entropy, ILines? lines = null)
    {
        var credentials = new Dictionary<Member, ZoneCredential>();
        foreach (var line in members.GroupBy(m => m.Zone))
        {
            using var authority = new ZoneAuthority(line.Key, clock.GetUtcNow(), entropy);
            foreach (var member in line)
                credentials.Add(member, authority.Issue(member.Role, member.Name));
        }

        return new Deployment([.. members], credentials, new ConcurrentDictionary<string, EndPoint>(StringComparer.Ordinal), clock) { Lines = lines };
    }

    /// <summary>The same as a machine sees it whose clock is another. It has nothing of its own to be disposed of.</summary>
    public Deployment At(TimeProvider clock) => Seen(clock, ServerHere, _credentials);

    /// <summary>
    /// The same as one of several servers of a service sees it: it listens at an address of its own, and whoever calls the service calls all of them. It has nothing of
    /// its own to be disposed of.
    /// </summary>
    /// <param name="number">Which one, from 0.</param>
    public Deployment Server(int number) => Seen(Clock, number, _credentials);

    /// <summary>The same with other certificates, which are its own to be disposed of.</summary>
    internal Deployment With(IReadOnlyDictionary<Member, ZoneCredential> credentials) => Seen(Clock, ServerHere, credentials);

    /// <exception cref="KeyNotFoundException">Nobody of that role and name is on that line, or their certificate is not here.</exception>
    public ZoneCredential Credential(Zone zone, string role, string name) => _credentials.TryGetValue(new Member(zone, role, name), out var credential)
        ? credential
        : throw new KeyNotFoundException(Members.Contains(new Member(zone, role, name))
            ? $"The certificate of {role} {name} for {zone.Name()} is not here."
            : $"{role} {name} is not on {zone.Name()}.");

    /// <summary>Where a service of a role listens on a line.</summary>
    public EndPoint Address(Zone zone, string name) => Find(Key(zone, name));

    /// <summary>Where a service listens for something that is no line of the flow: plain HTTP, a printer, a card reader.</summary>
    public EndPoint Address(string what) => Find(what);

    /// <summary>The same as the beginning of a URI, for what is asked by plain HTTP.</summary>
    public Uri Http(string what) => new($"http://{Find(what).HostAndPort()}/");

    /// <summary>The same of what listens on this machine, asked from beside it.</summary>
    public Uri OwnHttp(string what) => Here(what, Zone.Internet) is var here && here.Address.Equals(IPAddress.Any)
        ? new($"http://{IPAddress.Loopback}:{here.Port}/") // all of them are no address to ask at
        : new($"http://{here}/");

    /// <summary>A caller's end of a line.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="role">What the other end must be: a <see cref="Party"/>.</param>
    /// <param name="name">Which one.</param>
    /// <param name="unreachable">What it means that it does not answer.</param>
    /// <param name="patience">How long a call may take.</param>
    /// <exception cref="KeyNotFoundException">The caller is not on that line, or the other end does not listen yet.</exception>
    public ZoneChannel Open(Member caller, string role, string name, FlowErrorCode unreachable, TimeSpan patience) => new(new ZoneChannelOptions
    {
        Credential = Credential(caller.Zone, caller.Role, caller.Name),
        Address = Everywhere(Key(caller.Zone, name)),
        Role = role,
        Unreachable = unreachable,
        Tapped = Tapped,
        Cable = Cabling?.Lay(caller, role, name),
        Patience = patience,
        Clock = Clock,
        Lines = Lines,
    });

    /// <summary>A channel of a service to itself: to this server of it alone.</summary>
    public ZoneChannel OpenOwn(Member service, FlowErrorCode unreachable, TimeSpan patience) => new(new ZoneChannelOptions
    {
        Credential = Credential(service.Zone, service.Role, service.Name), Address = Here(Key(service.Zone, service.Name), service.Zone), Role = service.Role,
        Unreachable = unreachable, Patience = patience, Clock = Clock,
    });

    public void SetAddress(Zone zone, string name, EndPoint address) => _addresses[OfServer(Key(zone, name), ServerHere)] = address;

    public void SetAddress(string what, EndPoint address) => _addresses[OfServer(what, ServerHere)] = address;

    /// <summary>What to listen on: the address that was laid down for it, or any free port of the line.</summary>
    /// <exception cref="IOException">A name was laid down that is not this machine's.</exception>
    public ZoneListener Listener(Zone zone, string role, string name) => new(Credential(zone, role, name), Here(Key(zone, name), zone)) { Lines = Lines };

    /// <inheritdoc cref="Listener"/>
    public IPEndPoint PlainListener(string what, Zone near) => Here(what, near);

    public void Dispose()
    {
        foreach (var credential in _credentials.Values)
            credential.Dispose();
    }

    // The same addresses: what one lays down, all know.
    Deployment Seen(TimeProvider clock, int server, IReadOnlyDictionary<Member, ZoneCredential> credentials) =>
        new(Members, credentials, _addresses, clock) { Tapped = Tapped, Lines = Lines, Cabling = Cabling, ServerHere = server, Place = Place };

    // The other servers of a service stand beside its first, each under a number.
    static string OfServer(string key, int number) => number == 0 ? key : $"{key}{ServerMark}{number + 1}";

    EndPoint Everywhere(string key)
    {
        List<EndPoint> all = [Find(key)];
        while (_addresses.TryGetValue(OfServer(key, all.Count), out var another))
            all.Add(another);
        return all is [var only] ? only : new SeveralPlaces(all);
    }

    static string Key(Zone zone, string name) => $"{name}@{zone.Name()}";

    static IReadOnlyList<string> NamesAmong(IEnumerable<Member> members, Zone zone, string role) =>
        [.. members.Where(m => m.Zone == zone && m.Role == role).Select(m => m.Name).Order(StringComparer.Ordinal)];

    IPEndPoint Here(string key, Zone near) => _addresses.GetValueOrDefault(OfServer(key, ServerHere)) switch
    {
        null => new IPEndPoint(near.Loopback(), 0),
        DnsEndPoint name when Place?.On(near) is { } here => new IPEndPoint(here, name.Port),
        var place => place.Here(),
    };

    EndPoint Find(string key) => _addresses.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"Nobody listens as {key} yet.");
}
