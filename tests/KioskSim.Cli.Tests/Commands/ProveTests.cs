using System.Text.Json;
using System.Xml.Linq;
using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Proof.Rush;
using KioskSim.Registers;
using KioskSim.World;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>What a proof says, writes and ends with: green, red and could not run.</summary>
public sealed class ProveTests : IDisposable
{
    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

#pragma warning disable RS0030 // Real processes take real time.
    static TimeProvider WallClock => TimeProvider.System;
#pragma warning restore RS0030

    [Fact]
    public async Task Of_services_that_run_already_all_is_green_but_what_cannot_be_searched_there_and_load_and_somebody_come_there()
    {
        using var world = new RushWorld(seed: 3);
        await using var services = new ProcessCluster(new ProcessClusterOptions { World = world.Folder, WallClock = WallClock, DevicesElsewhere = true });
        await services.StartAsync();
        var running = $"--deployment {services.Folder} --world {world.Folder}";

        var whole = await RunAsync($"prove {running} --junit all.xml --json");

        Assert.Equal(ExitCodes.CouldNotRun, whole.ExitCode);
        Assert.Equal(
            ["nothing-stays could-not-run", "right-person green", "barred-never-issued green", "paid-ends-once green", "numbers-once green", "sums-agree green", "audit-chain green"],
            whole.Json.GetProperty("properties").EnumerateArray().Select(p => $"{p.GetProperty("property")} {p.GetProperty("outcome")}"));
        Assert.Equal(("7", "0", "1"), Counts("all.xml"));
        Assert.Contains("--deployment", Suite("all.xml").Descendants("skipped").Single().Attribute("message")!.Value, StringComparison.Ordinal);

        var one = await RunAsync($"prove {running} --property sums-agree --seed 2");

        Assert.Equal(ExitCodes.Ok, one.ExitCode);
        Assert.Contains("○ 守られています / green", one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("audit-chain", one.Output, StringComparison.Ordinal);

        var load = await RunAsync($"load {running} --users 1 --issues 4 --people 6 --prove --json");

        Assert.Equal(ExitCodes.Ok, load.ExitCode);
        Assert.Equal((4, 0), (load.Json.GetProperty("counts").GetProperty("delivered").GetInt32(), load.Json.GetProperty("counts").GetProperty("misdelivered").GetInt32()));
        Assert.Equal(
            ["right-person holds", "barred-never-issued not-seen", "paid-ends-once holds", "numbers-once holds", "sums-agree holds", "audit-chain holds"],
            load.Json.GetProperty("properties").EnumerateArray().Select(p => $"{p.GetProperty("id").GetString()} {p.GetProperty("outcome").GetString()}"));
        Assert.Equal(WorldSummary.Load(world.Folder).Residents, load.Json.GetProperty("run").GetProperty("residents").GetInt64());

        var issue = await RunAsync($"issue {running} --city {RushHour.City} --resident {Somebody(world.Folder)} --kind resident-record --json");

        Assert.Equal(ExitCodes.Ok, issue.ExitCode);
        Assert.Equal(JsonValueKind.Null, issue.Json.GetProperty("strict").ValueKind); // the kiosk is another program
    }

    static ResidentId Somebody(string folder)
    {
        using var world = WorldFolder.Open(folder);
        return Trait.Of("usable", world.Summary.AsOf).Find(world, RushHour.City, seed: 1).First().Id;
    }

    [Fact]
    public async Task A_broken_property_ends_with_3_and_is_a_failure_with_what_was_found()
    {
        var ended = await RunAsync("prove --property sums-agree --fault settlement-added-twice --junit one.xml");

        Assert.Equal(ExitCodes.Findings, ended.ExitCode);
        Assert.Equal(("1", "1", "0"), Counts("one.xml"));
        Assert.Contains("other amounts at the city", Suite("one.xml").Descendants("failure").Single().Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_a_line_is_counted_and_breaks_nothing()
    {
        var ended = await RunAsync("prove --property sums-agree --line-fault lgwan>city:latency=20ms@1 --line-fault centre:clock-skew --json");

        Assert.Equal(ExitCodes.Ok, ended.ExitCode);
        var counts = ended.Json.GetProperty("lineFaults").EnumerateArray().ToDictionary(f => f.GetProperty("fault").GetString()!, f => f.GetProperty("struck").GetInt32());
        Assert.Equal(["lgwan>city:latency=20ms@1", "centre:clock-skew=60s@1"], counts.Keys);
        Assert.InRange(counts["lgwan>city:latency=20ms@1"], 12, int.MaxValue); // twelve certificates go that way
        Assert.Equal(1, counts["centre:clock-skew=60s@1"]);
    }

    [Fact]
    public async Task Where_there_is_no_deployment_nothing_is_started() => Assert.Equal(ExitCodes.CannotStart, (await RunAsync("prove --deployment .")).ExitCode);

    Task<Ended> RunAsync(string line) => Kiosksim.RunAsync(_scratch.Folder, line.Split(' '));

    XElement Suite(string file) => XDocument.Load(Path.Combine(_scratch.Folder, file)).Root!.Element("testsuite")!;

    (string?, string?, string?) Counts(string file) =>
        Suite(file) is var suite ? (suite.Attribute("tests")?.Value, suite.Attribute("failures")?.Value, suite.Attribute("skipped")?.Value) : default;
}
