using System.CommandLine;
using System.Globalization;
using KioskSim.Cli.Output;
using KioskSim.Cluster;

namespace KioskSim.Cli.Commands.Loads;

/// <summary>On how many servers each service stands.</summary>
static class ReplicasOption
{
    const int Most = 16;

    public static Option<string?> Option { get; } = new("--replicas")
    {
        Description = "How many servers of each service share its tables in PostgreSQL (KIOSKSIM_POSTGRES): city=3,centre=2,jpki=2 (サーバーの台数).",
    };

    /// <returns>Null: nothing was said.</returns>
    /// <exception cref="UsageException">No such service or number, or there is no PostgreSQL.</exception>
    public static Replicas? Read(string? text)
    {
        if (text is null)
            return null;
        if (CommonOptions.Postgres is null)
            throw new UsageException("--replicas: several servers share their tables in PostgreSQL; set KIOSKSIM_POSTGRES to a connection string (Host=…;Database=…).");
        return text.Split(',').Aggregate(new Replicas(), (replicas, one) => one.Split('=') switch
        {
            ["centre", var n] => replicas with { Centre = Count(n, text) },
            ["jpki", var n] => replicas with { Jpki = Count(n, text) },
            ["city", var n] => replicas with { City = Count(n, text) },
            _ => throw Wrong(text),
        });
    }

    static int Count(string number, string text) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Most ? count : throw Wrong(text);

    static UsageException Wrong(string text) => new($"--replicas: '{text}' is none; write city=3,centre=2,jpki=2, each 1 to {Most}.");
}
