using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.Feed;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Zones;
using KioskSim.Registers;
using KioskSim.Security.Tests.Lines;
using KioskSim.Testing;

namespace KioskSim.Security.Tests;

/// <summary>
/// A listener on every line while a household is fed, looked for at night and given a record: the lines are closed, and what is on them is
/// encrypted as well (002-07). What the centre, which is an end of two of them, cannot read is in <see cref="CentreMemoryTests"/>.
/// </summary>
public sealed class EavesdroppingTests
{
    [Fact]
    public async Task A_listener_on_any_line_hears_TLS_and_nothing_of_a_person_000_47_001_55_002_07_002_15()
    {
        await using var cluster = await KioskSimCluster.StartAsync();
        var services = cluster.Services;
        var errand = await cluster.ErrandAsync(items: CertificateOptions.WholeHousehold | CertificateOptions.IndividualNumber);
        var server = services.Servers.First(s => s.Cities.Contains(errand.City)).Server;
        var household = HouseholdOf(cluster, errand);
        var secrets = Secrets(household, errand.Pin);

        // Callers that are there already are started anew, behind the taps.
        await services.StopAsync("kiosk");
        await services.StopAsync("centre");
        await using var internet = Tap(cluster, Zone.Internet, "jpki");
        await using var lgwan = Tap(cluster, Zone.Lgwan, server);
        await using var cityCore = Tap(cluster, Zone.CityCore, server);
        await using var nightDuty = Tap(cluster, Zone.NightDuty, server);
        await services.StartAsync("centre");
        await using var storeLine = Tap(cluster, Zone.StoreLine, "centre");
        await services.StartAsync("kiosk");

        var feed = services.Open(Zone.CityCore, Party.Registry, Members.Registry, Party.City, server);
        using (var register = BaseRegister.Open(Path.Combine(TestWorld.Folder, World.WorldFolder.RegisterFile(errand.City))))
        {
            var report = await RegisterFeed.PushHouseholdAsync(
                register, household.Id, Array.Empty<(ResidentId Key, CertificateSerial Value)>().ToLookup(p => p.Key, p => p.Value),
                new RegistryFeed.RegistryFeedClient(feed.Invoker), default);
            Assert.Equal(1, report.Rows);
        }

        var born = household.Members.Select(m => m.BirthDate).First().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await services.NightDutyOf(errand.City).SearchAsync(new SearchRequest { Municipality = errand.City.ToString(), BirthDate = born });
        var end = await cluster.RunAsync(errand);
        Assert.Single(end.Copies);

        Assert.All((LineTap[])[storeLine, lgwan, internet, cityCore, nightDuty], tap =>
        {
            Assert.NotEmpty(tap.Heard);
            Assert.All(tap.Heard, conversation => AssertTls(tap.Line, conversation));
            Assert.All(tap.Heard, conversation => Assert.All(secrets, secret =>
            {
                Assert.True(conversation.ToService.Bytes.AsSpan().IndexOf(secret) < 0, $"{tap.Line.Name()}: heard on the way to the service");
                Assert.True(conversation.ToCaller.Bytes.AsSpan().IndexOf(secret) < 0, $"{tap.Line.Name()}: heard on the way to the caller");
            }));
        });
    }

    [Fact]
    public async Task The_listener_hears_what_is_not_encrypted()
    {
        using var service = new TcpListener(Zone.Lgwan.Loopback(), 0);
        service.Start();
        await using var tap = new LineTap(Zone.Lgwan, (IPEndPoint)service.LocalEndpoint);
        using (var caller = new TcpClient())
        {
            await caller.ConnectAsync(tap.Address);
            using var served = await service.AcceptTcpClientAsync();
            await caller.GetStream().WriteAsync(Encoding.UTF8.GetBytes("氏名　葦原　太郎"));
            await served.GetStream().ReadExactlyAsync(new byte[24]);
        }

        var heard = Assert.Single(tap.Heard).ToService.Bytes;
        Assert.True(heard.AsSpan().IndexOf("葦原"u8) > 0);
        Assert.Throws<InvalidDataException>(() => TlsRecords.Types(heard));
    }

    static LineTap Tap(KioskSimCluster cluster, Zone line, string service)
    {
        var tap = new LineTap(line, cluster.Services.Deployment.Address(line, service));
        cluster.Services.Deployment.SetAddress(line, service, tap.Address);
        return tap;
    }

    static Household HouseholdOf(KioskSimCluster cluster, Errand errand)
    {
        lock (cluster.Services.World)
        {
            var register = cluster.Services.World.Register(errand.City);
            return register.Find(register.Find(new ResidentId(long.Parse(errand.Resident, CultureInfo.InvariantCulture)))!.Household)!;
        }
    }

    static List<byte[]> Secrets(Household household, string pin) =>
    [
        "%PDF-1.7"u8.ToArray(),
        Encoding.ASCII.GetBytes($"{pin}"),
        Encoding.UTF8.GetBytes(household.Address),
        .. household.Members.SelectMany(m => (byte[][])[Encoding.UTF8.GetBytes(m.Name.Text), Encoding.ASCII.GetBytes(m.IndividualNumber.Reveal())]),
    ];

    // The hellos are clear, so that both ends find each other; everything after them is not, certificates included.
    static void AssertTls(Zone line, LineTap.Conversation conversation)
    {
        Assert.True(TlsRecords.IsTls13(conversation.ToCaller.Bytes), $"{line.Name()}: not TLS 1.3");
        foreach (var side in (byte[][])[conversation.ToService.Bytes, conversation.ToCaller.Bytes])
        {
            var types = TlsRecords.Types(side);
            Assert.Equal(TlsRecords.Handshake, types[0]);
            Assert.All(types.Skip(1), type => Assert.True(type is TlsRecords.ApplicationData or TlsRecords.ChangeCipherSpec, $"{line.Name()}: a record of type {type}"));
            Assert.Contains(TlsRecords.ApplicationData, types);
        }
    }
}
