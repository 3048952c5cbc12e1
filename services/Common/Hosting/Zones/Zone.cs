using KioskSim.Domain.Flow;

namespace KioskSim.Hosting.Zones;

/// <summary>
/// A closed line, with a certificate authority of its own. In one process a zone is a loopback network; between containers it is a
/// network that the kernel keeps apart.
/// </summary>
public enum Zone
{
    StoreLine = 1,
    Lgwan,
    Internet,
    CityCore,
    NightDuty,

    /// <summary>The inside of one multi-copy machine: glass, slots and the wires to them.</summary>
    Cabinet,
}

public static class ZoneNames
{
    public static readonly IReadOnlyList<Zone> All = Enum.GetValues<Zone>();

    /// <summary>The name in configuration and certificates.</summary>
    public static string Name(this Zone zone) => zone switch
    {
        Zone.StoreLine => Line.StoreLine.Name(),
        Zone.Lgwan => Line.Lgwan.Name(),
        Zone.Internet => Line.Internet.Name(),
        Zone.CityCore => Line.CityCore.Name(),
        Zone.NightDuty => Line.NightDuty.Name(),
        Zone.Cabinet => "cabinet",
        _ => throw new ArgumentOutOfRangeException(nameof(zone), zone, null),
    };

    public static bool TryParse(string name, out Zone zone)
    {
        zone = All.FirstOrDefault(z => z.Name() == name);
        return zone != default;
    }

    /// <summary>The zone that a message over this line crosses.</summary>
    public static Zone Of(Line line) => line is Line.TouchPanel or Line.CabinetWire ? Zone.Cabinet : All.First(z => z.Name() == line.Name());

    /// <summary>Where a zone lives on one machine: 127.0.<i>n</i>.1.</summary>
    public static System.Net.IPAddress Loopback(this Zone zone) => new([127, 0, (byte)zone, 1]);
}
