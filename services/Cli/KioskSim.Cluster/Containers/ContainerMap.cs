using System.Net;
using KioskSim.Centre.Host;
using KioskSim.Devices;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Inquiry.Host;
using KioskSim.Jpki.Host;
using KioskSim.Kiosk.App;

namespace KioskSim.Cluster.Containers;

/// <summary>
/// Where each service listens when it is a container. Each network has names of its own, <c>jpki-lgwan</c> on LGWAN and <c>jpki-internet</c> on the
/// Internet line, so that whoever is on one of them neither knows nor reaches what is on another.
/// </summary>
public static class ContainerMap
{
    public const string Centre = "centre";
    public const string Jpki = "jpki";
    public const string Kiosk = "kiosk";
    public const string Inquiry = "inquiry";

    /// <summary>The base registers of all cities.</summary>
    public const string Registers = "registers";

    /// <summary>The inside of the machine that is no kiosk program: slots, coin box, printer; and the people before it, with their cards.</summary>
    public const string Machine = "machine";

    /// <summary>Whoever looks at everything, to prove something of it.</summary>
    public const string Prover = "prover";

    /// <summary>The databases: each its owner's, on a line that nobody else is on.</summary>
    public static IReadOnlyList<string> Databases { get; } = [TablesOf(Centre), TablesOf(Jpki), CityTables];

    /// <summary>That of all issuance servers.</summary>
    public const string CityTables = "city-postgres";

    const int Lines = 7000;
    const int Readers = 7100;
    const int PrinterPort = 8631;
    const int HttpPort = 8080;

    /// <summary>The container of a service's database.</summary>
    public static string TablesOf(string container) => $"{container}-postgres";

    /// <summary>The secret of who has tables in a database.</summary>
    public static string PasswordOf(string database) => $"{database}-password";

    /// <summary>The secret that is the database's alone: its certificate, with its key.</summary>
    public static string IdentityOf(string database) => $"{database}-identity";

    /// <summary>The container of an issuance server.</summary>
    public static string City(string server) => $"city-{server}";

    /// <summary>What a container is called on a network.</summary>
    public static string On(string container, Zone zone) => $"{container}-{zone.Name()}";

    /// <summary>Lays down where everybody listens.</summary>
    public static void LayDown(Deployment deployment, IReadOnlyList<KioskId> kiosks, IEnumerable<string> cityServers)
    {
        Line(Zone.StoreLine, CentreHost.Name, Centre);
        Line(Zone.Lgwan, JpkiHost.Name, Jpki);
        Line(Zone.Internet, JpkiHost.Name, Jpki);
        foreach (var server in cityServers)
        {
            foreach (var zone in (Zone[])[Zone.Lgwan, Zone.CityCore, Zone.NightDuty])
                Line(zone, server, City(server));
        }

        Line(Zone.Cabinet, KioskHost.Name, Kiosk);
        Line(Zone.Cabinet, DevicesHost.Name, Machine);
        deployment.SetAddress(JpkiHost.PlainHttp, new DnsEndPoint(On(Jpki, Zone.Internet), HttpPort));
        deployment.SetAddress(DevicesHost.Printers, new DnsEndPoint(On(Machine, Zone.Cabinet), PrinterPort));
        deployment.SetAddress(InquiryHost.PlainHttp, new DnsEndPoint("inquiry-visitors", HttpPort));
        foreach (var (index, kiosk) in kiosks.Index())
            deployment.SetAddress(KioskHost.CardReader(kiosk), new DnsEndPoint(On(Kiosk, Zone.Cabinet), Readers + index));

        void Line(Zone zone, string name, string container) => deployment.SetAddress(zone, name, new DnsEndPoint(On(container, zone), Lines + (int)zone));
    }
}
