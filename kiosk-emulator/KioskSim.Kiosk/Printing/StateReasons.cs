namespace KioskSim.Kiosk.Printing;

/// <summary>
/// What printers say is wrong with them (RFC 8011 section 5.4.12). Some give every reason as a warning, so that it is the reason that counts and
/// not how grave they call it.
/// </summary>
static class StateReasons
{
    static readonly string[] Stopping =
    [
        "media-jam", "media-empty", "media-needed", "toner-empty", "marker-supply-empty", "cover-open", "door-open", "interlock-open", "input-tray-missing",
        "output-area-full", "output-tray-missing", "paused", "shutdown", "stopped-partly", "timed-out", "fuser-over-temp", "fuser-under-temp",
    ];

    static readonly string[] Gravities = ["-error", "-warning", "-report"];

    /// <summary>Whether one of them keeps sheets from coming out.</summary>
    public static bool Stop(IEnumerable<string> reasons) => reasons.Any(r => Stopping.Contains(WithoutGravity(r)));

    static string WithoutGravity(string reason) => Gravities.FirstOrDefault(g => reason.EndsWith(g, StringComparison.Ordinal)) is { } gravity
        ? reason[..^gravity.Length]
        : reason;
}
