using KioskSim.Centre.Host;
using KioskSim.Devices;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Kiosk.App;

namespace KioskSim.Cluster.Parts;

/// <summary>Who is on which line: the list that certificates are issued by.</summary>
public static class Members
{
    public const string Citizen = "citizen";
    public const string Clerk = "clerk";
    public const string Registry = "registry";
    public const string NightDuty = "night-duty";
    public const string RegisterOffice = "register-office";
    public const string CardOffice = "card-office";
    public const string HoldLine = "hold-line";
    public const string Phone = "phone";

    public static IReadOnlyList<Member> Of(IEnumerable<KioskId> kiosks, IEnumerable<string> cityServers)
    {
        var members = new List<Member>();
        On(Zone.StoreLine, (Party.Centre, CentreHost.Name), (Party.Clerk, Clerk));
        On(Zone.StoreLine, [.. kiosks.Select(k => (Party.Kiosk, k.ToString()))]);
        On(Zone.Lgwan, (Party.Centre, CentreHost.Name), (Party.Jpki, JpkiHost.Name), (Party.CardOffice, CardOffice), (Party.HoldLine, HoldLine));
        foreach (var zone in (Zone[])[Zone.Lgwan, Zone.CityCore, Zone.NightDuty])
            On(zone, [.. cityServers.Select(s => (Party.City, s))]);
        On(Zone.Internet, (Party.Centre, CentreHost.Name), (Party.Jpki, JpkiHost.Name), (Party.Phone, Phone));
        On(Zone.CityCore, (Party.Registry, Registry), (Party.RegisterOffice, RegisterOffice));
        On(Zone.NightDuty, (Party.NightDuty, NightDuty));
        On(Zone.Cabinet, (Party.Kiosk, KioskHost.Name), (Party.CoinSlot, DevicesHost.Name), (Party.Citizen, Citizen), (Party.Clerk, Clerk));
        return members;

        void On(Zone zone, params IEnumerable<(string Role, string Name)> who) => members.AddRange(who.Select(w => new Member(zone, w.Role, w.Name)));
    }
}
