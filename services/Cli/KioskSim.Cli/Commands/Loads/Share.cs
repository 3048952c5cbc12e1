using System.CommandLine;
using System.Globalization;
using KioskSim.Cli.Output;
using KioskSim.Load.Arrivals;

namespace KioskSim.Cli.Commands.Loads;

/// <summary>
/// Which share of a run is this machine's: as it is said, or, where one command is given to all, by the number that an orchestrator gives each of its copies.
/// </summary>
static class Share
{
    /// <summary>Counts from 1: a Swarm's slot.</summary>
    const string Slot = "KIOSKSIM_SHARD";

    /// <summary>Counts from 0: set by a Kubernetes Indexed Job.</summary>
    const string CompletionIndex = "JOB_COMPLETION_INDEX";

    const string Auto = "auto";

    public static Option<string?> Option { get; } = new("--shard")
    {
        Description = $"This machine's share of the run, as 2/5; or {Auto}/5, by {Slot} (1 to 5) or {CompletionIndex} (0 to 4). `load merge` joins the shares (分担).",
    };

    /// <exception cref="UsageException">It is none; says what to write or to set.</exception>
    public static Shard Read(string? text)
    {
        if (text is null)
            return Shard.Whole;
        return Shard.TryParse(IsAuto(text) ? NumberOfThisCopy() + text[Auto.Length..] : text, out var shard)
            ? shard
            : throw new UsageException($"--shard: '{text}' is no share; write 2/5{(IsAuto(text) ? $", or set {Slot} or {CompletionIndex} within it" : "")}.");
    }

    /// <summary>Where this share's reports go: copies that are given one command write to folders of their own.</summary>
    public static string FolderOf(string? text, string folder) =>
        text is not null && IsAuto(text) && Read(text) is var shard ? Path.Combine(folder, $"shard-{shard.Number}-of-{shard.Of}") : folder;

    static bool IsAuto(string text) => text.StartsWith($"{Auto}/", StringComparison.Ordinal);

    static string NumberOfThisCopy() =>
        Environment.GetEnvironmentVariable(Slot) is { Length: > 0 } slot ? slot
        : int.TryParse(Environment.GetEnvironmentVariable(CompletionIndex), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (index + 1).ToString(CultureInfo.InvariantCulture)
            : throw new UsageException($"--shard {Auto}: neither {Slot} nor {CompletionIndex} says which of the copies this is.");
}
