using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Cli.Output.Proofs;
using KioskSim.Simulation.Loop;
using KioskSim.Simulation.Runs;
using Spectre.Console;

namespace KioskSim.Cli.Output.Simulations;

/// <summary>What `kiosksim simulate` says of a run. Nothing of it is about a person.</summary>
static class SimulationReport
{
    const int MostFindingsShown = 12;

    static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Tell(IAnsiConsole to, SimulationResult result, TimeSpan took)
    {
        to.WriteLine(Line(
            $"{result.Time:hh\\:mm\\:ss} を {took.TotalSeconds:F1} 秒で再現（実時間の {result.Time / took:N0} 倍）。 / {result.Time:hh\\:mm\\:ss} simulated in {took.TotalSeconds:F1} s, {result.Time / took:N0} times real time."));
        to.WriteLine(Line($"来た人 / came {result.Visits:N0}: {string.Join(", ", result.Outcomes.Select(o => $"{o.Key} {o.Value}"))}"));
        if (result.Options.Trouble.Fault is { } fault)
            to.WriteLine(Line($"{fault.Name}: 発生 / struck {result.Struck}、取り違え / misdirected {result.Misdirected}"));
        foreach (var (one, struck) in result.LineFaults)
            to.WriteLine(Line($"{one}: 発生 / struck {struck}"));
        foreach (var verdict in result.Verdicts)
            to.WriteLine(Line($"  {RushReport.Words(verdict.Outcome)}: {verdict.Property.Id} ({verdict.LookedAt:N0})"));
        foreach (var (property, finding) in result.Broken.SelectMany(v => v.Findings, (v, f) => (v.Property.Id, f)).Take(MostFindingsShown))
            to.WriteLine($"  ! {property}: {finding.Where}: {finding.Japanese} / {finding.English}");
        to.WriteLine(Line($"出来事 / events {result.Events:N0}、SHA-256 {result.Hash}"));
        to.WriteLine(Line(
            $"模擬の暗号: 回線のTLSは省き、カードの鍵は {SharedKeys.Count} 組を共用。ほかは本物。 / Simulated cryptography: no TLS on the lines, {SharedKeys.Count} keys for all cards; all else is real."));
    }

    public static string ToJson(SimulationResult result, TimeSpan took, string again) => JsonSerializer.Serialize(
        new
        {
            again,
            seed = result.Options.Seed,
            holds = !result.Broken.Any(),
            simulatedSeconds = result.Time.TotalSeconds,
            seconds = Math.Round(took.TotalSeconds, 3),
            visits = result.Visits,
            outcomes = result.Outcomes,
            fault = result.Options.Trouble.Fault?.Name,
            struck = result.Struck,
            misdirected = result.Misdirected,
            lineFaults = result.LineFaults.Select(f => new { fault = f.Fault.ToString(), struck = f.Struck }),
            verdicts = result.Verdicts.Select(v => new
            {
                property = v.Property.Id, outcome = v.Outcome.ToString(), lookedAt = v.LookedAt, findings = v.Findings.Select(f => new { where = f.Where, japanese = f.Japanese, english = f.English }),
            }),
            events = result.Events,
            sha256 = result.Hash,
            simulatedCryptography = new { tls = false, cardKeys = SharedKeys.Count },
        },
        Format);

    static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
