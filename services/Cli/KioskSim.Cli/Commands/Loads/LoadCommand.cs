using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Cli.Output.Loads;
using KioskSim.Load;
using KioskSim.Load.Reports;
using KioskSim.Load.Thresholds;
using Spectre.Console;

namespace KioskSim.Cli.Commands.Loads;

/// <summary>`kiosksim load`: how many, how fast, and what it costs (docs/load.md).</summary>
static class LoadCommand
{
    public static Option<string[]> Threshold { get; } = new("--threshold")
    {
        Description = "What must hold, or the run ends with 4: 'issue.p99<500ms,dropped==0' (満たすべき条件).", DefaultValueFactory = _ => [],
    };

    public static Option<string> Out { get; } = new("--out") { Description = "The folder for reports (報告書のフォルダー).", DefaultValueFactory = _ => "load-report" };

    public static Command Create()
    {
        var command = new Command("load", "Put load on many kiosks and all services: real cryptography, real PDFs (負荷試験。暗号もPDFも本物).");
        foreach (var option in LoadPlan.Options)
            command.Add(option);
        foreach (var option in (Option[])[Threshold, Out, CommonOptions.Json])
            command.Add(option);
        command.Add(MergeCommand.Create());
        command.SetAction(RunAsync);
        return command;
    }

    /// <exception cref="UsageException">One is none, or of something that is not measured.</exception>
    public static IReadOnlyList<Threshold> ParseThresholds(IEnumerable<string> texts)
    {
        try
        {
            return [.. texts.Append(NobodyElses).Distinct().SelectMany(t => Load.Thresholds.Threshold.ParseAll(t, LoadMetrics.Names)).DistinctBy(t => t.Text)];
        }
        catch (FormatException e)
        {
            throw new UsageException($"--threshold {e.Message}");
        }
    }

    /// <summary>Writes the reports, says what came of it, and with which code the command ends.</summary>
    public static int Finish(RunReport report, string folder, bool json)
    {
        ReportFolder.Write(folder, report);
        if (json)
            Console.WriteLine(ReportFolder.ToJson(report.Summary));
        else
            LoadResult.Tell(AnsiConsole.Console, report.Summary, Path.GetFullPath(folder));
        return report.Summary switch
        {
            { Run.IsInterrupted: true } => ExitCodes.Interrupted,
            { Verdict: Verdict.Saturated } => ExitCodes.Saturated,
            { Verdict: Verdict.ThresholdBroken } => ExitCodes.ThresholdBroken,
            _ => ExitCodes.Ok,
        };
    }

    // Somebody else's paper is never good, whatever a run is about.
    const string NobodyElses = "misdelivered==0";

    const string NothingFound = $"{LoadMetrics.Findings}==0";

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = LoadPlan.Read(parsed);
        var thresholds = ParseThresholds([.. parsed.GetValue(Threshold) ?? [], .. options.Fleet.RemembersVisits ? (string[])[NothingFound] : []]);
        if (!options.Fleet.RemembersVisits && thresholds.Any(t => t.Metric == LoadMetrics.Findings))
            throw new UsageException($"--threshold {LoadMetrics.Findings} goes with --prove: without it nobody looks for any.");
        var folder = Share.FolderOf(parsed.GetValue(Share.Option), parsed.GetRequiredValue(Out));
        Directory.CreateDirectory(folder); // a place that cannot be written is said now, and not after hours
        var json = parsed.GetValue(CommonOptions.Json);
        var progress = new LoadProgress(json ? TextWriter.Null : Console.Out, isTerminal: !json && !Console.IsOutputRedirected);
        var report = await new LoadTest(options).RunAsync(progress.Say, progress.Show, stop);
        progress.End();
        return Finish(report.Judged(thresholds), folder, json);
    }
}
