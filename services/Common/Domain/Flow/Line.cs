namespace KioskSim.Domain.Flow;

/// <summary>What a message travels over. The first five are networks (closed lines) with a certificate authority each; the rest are local to the kiosk.</summary>
public enum Line
{
    /// <summary>Kiosks ↔ certificate centre (000-42).</summary>
    StoreLine = 1,

    /// <summary>Certificate centre ↔ cities' issuance servers (000-45).</summary>
    Lgwan,

    /// <summary>Certificate centre ↔ JPKI; inquiry site ↔ the public (000-48).</summary>
    Internet,

    /// <summary>Base registries → issuance server (000-40).</summary>
    CityCore,

    /// <summary>Night-duty terminal → issuance server (000-65).</summary>
    NightDuty,

    /// <summary>The glass between citizen and kiosk, and the slots beside it.</summary>
    TouchPanel,

    /// <summary>Commands to the card's chip.</summary>
    Apdu,

    /// <summary>The kiosk's own memory.</summary>
    Memory,

    /// <summary>The wires inside the machine: coin slot and sensors.</summary>
    CabinetWire,

    /// <summary>The cable to the printer.</summary>
    Ipp,
}

/// <summary>Names of lines as they stand in configuration, protos and documents.</summary>
public static class Lines
{
    static readonly Dictionary<Line, string> Names = new()
    {
        [Line.StoreLine] = "store-line",
        [Line.Lgwan] = "lgwan",
        [Line.Internet] = "internet",
        [Line.CityCore] = "city-core",
        [Line.NightDuty] = "night-duty",
        [Line.TouchPanel] = "touch-panel",
        [Line.Apdu] = "apdu",
        [Line.Memory] = "memory",
        [Line.CabinetWire] = "cabinet-wire",
        [Line.Ipp] = "ipp",
    };

    static readonly Dictionary<string, Line> ByName = Names.ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);

    public static string Name(this Line line) => Names[line];

    public static bool TryParse(string name, out Line line) => ByName.TryGetValue(name, out line);
}
