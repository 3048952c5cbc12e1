using System.Globalization;
using KioskSim.Load.Runs;

namespace KioskSim.Cli.Output.Loads;

/// <summary>A run while it goes on: on a terminal one line that is written over every second, elsewhere a line every ten.</summary>
sealed class LoadProgress(TextWriter to, bool isTerminal)
{
    const int SecondsALine = 10;

    // Back to the line's beginning, and whatever stood there away.
    const string Over = "\r\e[2K";

    Sample? _before;
    int _seconds;

    /// <summary>What is done next.</summary>
    public void Say(string line)
    {
        End();
        to.WriteLine(line);
    }

    public void Show(Sample sample)
    {
        if (isTerminal)
            to.Write($"{Over}{Line(sample)}");
        else if (++_seconds % SecondsALine == 0)
            to.WriteLine(Line(sample));
        _before = sample;
    }

    /// <summary>What comes next begins a line of its own.</summary>
    public void End()
    {
        if (isTerminal && _before is not null)
            to.WriteLine();
        _before = null;
    }

    string Line(Sample sample)
    {
        var counts = sample.Counts;
        var delivered = counts.Delivered - (_before?.Counts.Delivered ?? 0);
        var seconds = (sample.At - (_before?.At ?? TimeSpan.Zero)).TotalSeconds;
        var cores = (sample.Usage.CpuSeconds - (_before?.Usage.CpuSeconds ?? 0)) / Math.Max(0.001, seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.At.TotalSeconds,5:F0} s  来た offered {counts.Offered:N0}  交付 delivered {counts.Delivered:N0} ({delivered / Math.Max(0.001, seconds):F1}/s)  待ち waiting {counts.Waiting:N0}  端末 at kiosks {counts.InFlight:N0}  失敗 failed {counts.Failed:N0}  p99 {sample.Issue.P99:F0} ms  CPU {cores:F1}  {sample.Usage.ResidentMegabytes:F0} MB");
    }
}
