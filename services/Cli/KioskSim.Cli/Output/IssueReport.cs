using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Output;

/// <summary>What `kiosksim issue --json` prints. Nothing in it is about the person.</summary>
sealed record IssueReport(
    string Outcome, int ExitCode, ErrorReport? Error, string? Receipt, int Sheets, int YenPaid, IReadOnlyList<string> Files, IReadOnlyList<HopReport> Hops)
{
    /// <summary>Whether the kiosk ran in strict mode: never where all services are one process; null: it ran elsewhere, and has said it there.</summary>
    public bool? Strict { get; init; } = false;

    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IssueReport Of(ErrandEnd end, IReadOnlyList<string> files, IReadOnlyList<RecordedHop> hops) => new(
        end.Error is null ? "delivered" : end.Paid == 0 && end.Receipt.Length > 0 ? "refunded" : "stopped",
        end.Error is { } code ? (int)code : ExitCodes.Ok,
        end.Error is { } error ? ErrorReport.Of(error, end.Last.HasTriesLeft ? end.Last.TriesLeft : null) : null,
        end.Receipt.Length > 0 ? end.Receipt : null,
        end.Copies.Sum(c => c.Sheets), end.Paid, files, [.. hops.Select(HopReport.Of)]);

    /// <summary>Of a run that ended before anybody stood at the kiosk.</summary>
    public static IssueReport Of(FlowErrorCode code) => new("stopped", (int)code, ErrorReport.Of(code, triesLeft: null), null, 0, 0, [], []);

    public string ToJson() => JsonSerializer.Serialize(this, Format);
}

sealed record ErrorReport(int Code, string Name, string Japanese, string English)
{
    public static ErrorReport Of(FlowErrorCode code, int? triesLeft)
    {
        var words = ErrorWords.Of(code, triesLeft);
        return new ErrorReport((int)code, code.ToString(), words.Japanese, words.English);
    }
}

sealed record HopReport(int Step, string From, string To, string Over, string Message, string Outcome, int? Bytes, double Milliseconds)
{
    public static HopReport Of(RecordedHop recorded)
    {
        var hop = recorded.Hop;
        return new HopReport(hop.Step, hop.From, hop.To, hop.Over.Name(), hop.Message, recorded.Outcome, recorded.Bytes, Math.Round(recorded.Took.TotalMilliseconds, 3));
    }
}
