using System.Text.Json;
using KioskSim.Sweep;
using KioskSim.Sweep.Memory;
using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Places;
using KioskSim.Sweep.Reports;

// A program of its own: who stops a process must not be who started it. Reads a request, writes a report.
if (!OperatingSystem.IsLinux())
    return Answer(new SweepReport([], "記憶域を調べられるのは Linux だけです。 / Memory can be searched on Linux only."));

SweepRequest request;
try
{
    using var input = Console.OpenStandardInput();
    request = JsonSerializer.Deserialize<SweepRequest>(input)!;
}
catch (JsonException)
{
    Console.Error.WriteLine("usage: a sweep request as JSON on standard input; `kiosksim prove` makes one");
    return 2;
}

var areas = new List<Area>();
try
{
    var patterns = new PatternSet(request.Canaries);
    var memory = new ProcessSweep(patterns);
    var files = new FileSweep(patterns);
    foreach (var process in request.Processes)
        areas.AddRange([.. memory.Sweep(process), files.Environment(process), files.OpenFiles(process)]);
    areas.AddRange(request.Files.Select(files.Sweep));
    return Answer(new SweepReport(areas));
}
catch (Exception e) when (e is SweepException or ArgumentException)
{
    return Answer(new SweepReport(areas, e.Message));
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    return Answer(new SweepReport(areas, $"調べている途中でプロセスが終了しました。 / A process went away while it was searched: {e.Message}"));
}

static int Answer(SweepReport report)
{
    using var output = Console.OpenStandardOutput();
    JsonSerializer.Serialize(output, report);
    return 0;
}
