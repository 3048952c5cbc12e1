using KioskSim.Domain.Flow;

namespace KioskSim.Load.Fleet;

/// <summary>Of each step of the flow the call that it is about: what <c>step-9</c> means in reports and thresholds.</summary>
public static class MainCalls
{
    static readonly (int Step, string From, string Message)[] All =
    [
        (1, Party.Citizen, "Choose"),
        (2, Party.Kiosk, "VerifyPin"),
        (3, Party.Kiosk, "Begin"),
        (4, Party.Kiosk, "Sign"),
        (5, Party.Kiosk, "Apply"),
        (6, Party.Centre, "Check"),
        (7, Party.Centre, "Prepare"),
        (8, Party.Citizen, "Confirm"),
        (9, Party.Kiosk, "Issue"),
        (10, Party.Kiosk, "OpenAndCheck"),
        (11, Party.Kiosk, "Hold"),
        (12, Party.Kiosk, "Release"),
        (13, Party.Kiosk, "PrintJob"),
        (14, Party.Kiosk, "Settle"),
        (15, Party.Kiosk, "Erase"),
    ];

    /// <summary>step-1 to step-15.</summary>
    public static IEnumerable<string> Names => All.Select(c => NameOf(c.Step));

    /// <summary>What a call is named: by its step where it is the step's main one, else in full, as <c>step-9.centre.city.issue</c>.</summary>
    public static string NameOf(Hop hop) => All.Contains((hop.Step, hop.From, hop.Message))
        ? NameOf(hop.Step)
        : $"{NameOf(hop.Step)}.{hop.From}.{hop.To}.{hop.Message.ToLowerInvariant()}";

    static string NameOf(int step) => $"step-{step}";
}
