using KioskSim.Domain.Flow;
using KioskSim.Hosting;

namespace KioskSim.Show.Map;

/// <summary>Where parties stand on the map and which lines join them. The lines are read from the protos, as the services read them.</summary>
static class Geography
{
    /// <summary>Of the picture, in its own units.</summary>
    public const int Width = 812;

    public const int Height = 540;

    /// <summary>Half of a party's box.</summary>
    public const int HalfWidth = 56;

    public const int HalfHeight = 24;

    /// <summary>The inquiry site is on no line of the flow: whoever has paper in hand sends it a scan.</summary>
    public const string Inquiry = "inquiry";

    // Two lines of one pair lie side by side.
    const int Apart = 14;

    public static IReadOnlyDictionary<string, (int X, int Y)> Places { get; } = new Dictionary<string, (int, int)>
    {
        [Party.Phone] = (62, 40),
        [Party.Jpki] = (420, 40),
        [Party.CardOffice] = (590, 32),
        [Party.HoldLine] = (750, 90),
        [Party.Card] = (212, 150),
        [Party.Citizen] = (62, 270),
        [Party.Kiosk] = (212, 270),
        [Party.Centre] = (420, 270),
        [Party.City] = (590, 270),
        [Party.Registry] = (750, 190),
        [Party.RegisterOffice] = (750, 270),
        [Party.NightDuty] = (750, 350),
        [Party.CoinSlot] = (62, 400),
        [Party.Printer] = (188, 400),
        [Party.Clerk] = (296, 482),
        [Inquiry] = (590, 482),
    };

    public static IReadOnlyList<Road> Roads { get; } = Find();

    public static Road RoadOf(Hop hop) => Roads.First(r => r.Over == hop.Over && r.Joins(hop.From, hop.To));

    /// <summary>Where a line leaves the box of one party towards another.</summary>
    public static (double X, double Y) Edge(string from, string to, int shift)
    {
        var ((x, y), (toX, toY)) = (Places[from], Places[to]);
        double dx = toX - x, dy = toY - y;
        var scale = Math.Min(dx == 0 ? double.MaxValue : HalfWidth / Math.Abs(dx), dy == 0 ? double.MaxValue : HalfHeight / Math.Abs(dy));
        var sideways = Math.Abs(dy) > Math.Abs(dx);
        return (Math.Round(x + dx * scale, 1) + (sideways ? shift : 0), Math.Round(y + dy * scale, 1) + (sideways ? 0 : shift));
    }

    static List<Road> Find()
    {
        var hops = HopTable.All.Methods.Select(HopTable.All.Find).OfType<Hop>()
            .Select(h => (h.From, h.To, h.Over))
            .Concat([(Party.Kiosk, Party.Card, Line.Apdu), (Party.Kiosk, Party.Printer, Line.Ipp), (Party.Kiosk, Party.Kiosk, Line.Memory)]);
        List<Road> roads = [];
        foreach (var (from, to, over) in hops)
        {
            if (!roads.Exists(r => r.Over == over && r.Joins(from, to)))
                roads.Add(new Road(from, to, over, roads.Count(r => r.Joins(from, to)) * Apart));
        }

        return roads;
    }
}

/// <summary>A line between two parties.</summary>
/// <param name="Shift">Beside another line of the same two.</param>
sealed record Road(string A, string B, Line Over, int Shift)
{
    public bool Joins(string one, string other) => (A == one && B == other) || (A == other && B == one);
}
