using System.Collections.Concurrent;
using System.Net;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Wiring;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Deployments;

/// <summary>
/// One running KioskSim: who is on which line with which certificate, where each service listens, and what time it is there. In one
/// process it lives in memory; between processes it is a folder (<see cref="DeploymentFolder"/>).
/// </summary>
public sealed class Deployment : IDisposable
{
    readonly IReadOnlyDictionary<Member, ZoneCredential> _credentials;
    readonly ConcurrentDictionary<string, IPEndPoint> _addresses;

    internal Deployment(IReadOnlyDictionary<Member, ZoneCredential> credentials, IEnumerable<KeyValuePair<string, IPEndPoint>> addresses, TimeProvider clock)
        : this(credentials, new ConcurrentDictionary<string, IPEndPoint>(addresses, StringComparer.Ordinal), clock)
    {
    }

    Deployment(IReadOnlyDictionary<Member, ZoneCredential> credentials, ConcurrentDictionary<string, IPEndPoint> addresses, TimeProvider clock) =>
        (_credentials, _addresses, Clock) = (credentials, addresses, clock);

    /// <summary>The time of the simulation.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether every channel that is opened from now on has a listener on its line: off, but for those who show what one hears.</summary>
    public bool Tapped { get; set; }

    /// <summary>Null: sockets. Said before anybody listens or calls.</summary>
    public ILines? Lines { get; init; }

    /// <summary>What is between callers and services, for every channel that is opened from now on; null: nothing.</summary>
    public ICabling? Cabling { get; set; }

    public IEnumerable<Member> Members => _credentials.Keys;

    /// <summary>Who is on a line in a role: the kiosks of the store line, the issuance servers of LGWAN.</summary>
    public IReadOnlyList<string> Names(Zone zone, string role) =>
        [.. _credentials.Keys.Where(m => m.Zone == zone && m.Role == role).Select(m => m.Name).Order(StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, IPEndPoint> Addresses => _addresses;

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

        return new Deployment(credentials, [], clock) { Lines = lines };
    }

    /// <summary>The same as a machine sees it whose clock is another. It has nothing of its own to be disposed of.</summary>
    public Deployment At(TimeProvider clock) => new(_credentials, _addresses, clock) { Tapped = Tapped, Lines = Lines, Cabling = Cabling };

    /// <exception cref="KeyNotFoundException">Nobody of that role and name is on that line.</exception>
    public ZoneCredential Credential(Zone zone, string role, string name) => _credentials.TryGetValue(new Member(zone, role, name), out var credential)
        ? credential
        : throw new KeyNotFoundException($"{role} {name} is not on {zone.Name()}.");

    /// <summary>Where a service of a role listens on a line.</summary>
    public IPEndPoint Address(Zone zone, string name) => Find(Key(zone, name));

    /// <summary>Where a service listens for something that is no line of the flow: plain HTTP, a printer, a card reader.</summary>
    public IPEndPoint Address(string what) => Find(what);

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
        Address = Address(caller.Zone, name),
        Role = role,
        Unreachable = unreachable,
        Tapped = Tapped,
        Cable = Cabling?.Lay(caller, role, name),
        Patience = patience,
        Clock = Clock,
        Lines = Lines,
    });

    public void SetAddress(Zone zone, string name, IPEndPoint address) => _addresses[Key(zone, name)] = address;

    public void SetAddress(string what, IPEndPoint address) => _addresses[what] = address;

    /// <summary>What to listen on: the address that was laid down for it, or any free port of the line.</summary>
    public ZoneListener Listener(Zone zone, string role, string name) =>
        new(Credential(zone, role, name), _addresses.GetValueOrDefault(Key(zone, name)) ?? new IPEndPoint(zone.Loopback(), 0)) { Lines = Lines };

    public IPEndPoint PlainListener(string what, Zone near) => _addresses.GetValueOrDefault(what) ?? new IPEndPoint(near.Loopback(), 0);

    public void Dispose()
    {
        foreach (var credential in _credentials.Values)
            credential.Dispose();
    }

    static string Key(Zone zone, string name) => $"{name}@{zone.Name()}";

    IPEndPoint Find(string key) => _addresses.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"Nobody listens as {key} yet.");
}
