using System.CommandLine;
using KioskSim.Load.Reports;

namespace KioskSim.Cli.Commands.Loads;

/// <summary>`kiosksim load merge`: the shards of one run as one report.</summary>
static class MergeCommand
{
    static readonly Argument<string[]> Folders = new("folder")
    {
        Description = "The folders that the shards wrote, or a folder in which they lie (各分担のフォルダー、又はそれらの入ったフォルダー).", Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        var command = new Command("merge", "Join the reports of a run's shards without loss (分担した負荷試験の結果を1つにまとめる).")
        {
            Folders, LoadCommand.Threshold, LoadCommand.Out, CommonOptions.Json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(Folders), parsed.GetValue(LoadCommand.Threshold) ?? [], parsed.GetRequiredValue(LoadCommand.Out), parsed.GetValue(CommonOptions.Json)));
        return command;
    }

    // What was to hold of each shard is to hold of the whole.
    static int Run(IReadOnlyList<string> folders, IReadOnlyList<string> thresholds, string folder, bool json)
    {
        List<RunReport> parts = [.. folders.SelectMany(ReportFolder.Within).Select(ReportFolder.Read)];
        var all = thresholds.Concat(parts.SelectMany(p => p.Summary.Thresholds).Select(t => t.Text));
        return LoadCommand.Finish(Merge.Of(parts).Judged(LoadCommand.ParseThresholds(all)), folder, json);
    }
}
