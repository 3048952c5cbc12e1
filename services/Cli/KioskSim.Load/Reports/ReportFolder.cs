using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KioskSim.Load.Reports.Pages;

namespace KioskSim.Load.Reports;

/// <summary>The files of a run. A folder that was written can be read again, to the same figures.</summary>
public static class ReportFolder
{
    public const string SummaryFile = "summary.json";
    public const string JUnit = "junit.xml";
    public const string Samples = "samples.csv";
    public const string Page = "report.html";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder, RunReport report)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, SummaryFile), $"{ToJson(report.Summary)}\n");
        JUnitFile.Of(report.Summary).Save(Path.Combine(folder, JUnit));
        using (var samples = new StreamWriter(Path.Combine(folder, Samples)))
            SamplesFile.Write(samples, report.Samples);
        HistogramFiles.Write(folder, report);
        File.WriteAllText(Path.Combine(folder, Page), ReportPage.Of(report));
    }

    /// <exception cref="IOException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be; says which.</exception>
    public static RunReport Read(string folder)
    {
        try
        {
            var summary = JsonSerializer.Deserialize<Summary>(File.ReadAllText(Path.Combine(folder, SummaryFile)), Json)
                ?? throw new InvalidDataException("It is empty.");
            var (latencies, intervals) = HistogramFiles.Read(folder);
            using var samples = new StreamReader(Path.Combine(folder, Samples));
            return new RunReport(summary, latencies, intervals, SamplesFile.Read(samples));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{folder}: {e.Message}", e);
        }
    }

    /// <summary>The folders of runs that lie in a folder, in the order of their names; where there are none, itself.</summary>
    public static IReadOnlyList<string> Within(string folder)
    {
        List<string> inner = Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Where(f => File.Exists(Path.Combine(f, SummaryFile))).Order(StringComparer.Ordinal)] : [];
        return inner.Count > 0 ? inner : [folder];
    }

    public static string ToJson(Summary summary) => JsonSerializer.Serialize(summary, Json);
}
