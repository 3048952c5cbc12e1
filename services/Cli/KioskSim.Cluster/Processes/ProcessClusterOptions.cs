using System.Diagnostics.CodeAnalysis;

namespace KioskSim.Cluster.Processes;

/// <summary>Whose world it is, and what services are told that is other than usual.</summary>
public sealed record ProcessClusterOptions
{
    /// <summary>A world that `kiosksim seed` made.</summary>
    public required string World { get; init; }

    /// <summary>How fast simulated time runs.</summary>
    public required TimeProvider WallClock { get; init; }

    /// <summary>When simulated time begins.</summary>
    public DateTimeOffset At { get; init; } = ClusterOptions.UsualTime;

    /// <summary>Whether the machine's slots are held by somebody else, who has the folder: nobody can then be at the kiosk from here.</summary>
    public bool DevicesElsewhere { get; init; }

    /// <summary>The kiosk's <c>kiosk.json</c>. A dead service is known at once; a busy machine is not what a test is about.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string KioskSettings { get; init; } = """
        { "lastScreen": "00:00:00", "settleRetry": "00:00:00.05", "centrePatience": "00:01:00", "wirePatience": "00:01:00", "printerPatience": "00:01:00" }
        """;

    /// <summary>A command line before the kiosk's, such as that of a program that gives up rights; most often nothing.</summary>
    public IReadOnlyList<string> KioskLauncher { get; init; } = [];

    /// <summary>The centre's <c>centre.json</c>.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string CentreSettings { get; init; } = """{ "jpkiPatience": "00:01:00", "cityPatience": "00:01:00" }""";

    /// <summary>Added to the environment of each service.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to the kiosk's alone.</summary>
    public IReadOnlyDictionary<string, string> KioskEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the kiosk runs; null: where this does.</summary>
    public string? KioskDirectory { get; init; }
}
