using KioskSim.Domain.Flow;
using KioskSim.Hosting.Faults;

namespace KioskSim.Testing;

/// <summary>Every place of steps 3 to 14 where something crosses from one to another, and which services it touches.</summary>
public static class Places
{
    public static readonly string[] Services = ["kiosk", "centre", "jpki", "city"];

    /// <param name="Peer">The service at the other end, if it is one.</param>
    public sealed record Hop(int Step, string From, string Message, string? Peer);

    public static readonly Hop[] Hops =
    [
        new(3, Party.Kiosk, "Begin", "centre"),
        new(4, Party.Kiosk, "Sign", null),
        new(5, Party.Kiosk, "Apply", "centre"),
        new(6, Party.Centre, "Check", "jpki"),
        new(7, Party.Centre, "Prepare", "city"),
        new(9, Party.Kiosk, "Issue", "centre"),
        new(9, Party.Centre, "Issue", "city"),
        new(10, Party.Kiosk, "OpenAndCheck", null),
        new(10, Party.Kiosk, "GetPrinterAttributes", null),
        new(11, Party.Kiosk, "Hold", null),
        new(12, Party.Kiosk, "Release", "centre"),
        new(12, Party.Centre, "CheckAgain", "jpki"),
        new(12, Party.Centre, "Release", "city"),
        new(13, Party.Kiosk, "PrintJob", null),
        new(14, Party.Kiosk, "Close", null),
        new(14, Party.Kiosk, "Settle", "centre"),
        new(14, Party.Centre, "Settle", "city"),
        new(14, Party.Kiosk, "Forget", null),
    ];

    /// <summary>Before each hop every service dies once; after it those that it concerns.</summary>
    public static IEnumerable<(CrashPoint.Place Place, string Victim)> All()
    {
        foreach (var hop in Hops)
        {
            foreach (var victim in Services)
                yield return (new(hop.Step, hop.From, hop.Message, After: false), victim);
            yield return (new(hop.Step, hop.From, hop.Message, After: true), hop.From);
            if (hop.Peer is { } peer)
                yield return (new(hop.Step, hop.From, hop.Message, After: true), peer);
        }
    }
}
