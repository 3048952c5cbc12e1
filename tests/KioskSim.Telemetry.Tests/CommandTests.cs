using System.Diagnostics;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Telemetry.Tests.Otlp;
using KioskSim.Testing;
using KioskSim.World;

namespace KioskSim.Telemetry.Tests;

/// <summary>The command, which has all services in one process, follows the same variables; here by gRPC.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task An_issue_is_sent_by_gRPC_too_under_the_name_that_was_given()
    {
        await using var collector = await Collector.StartAsync();
        var ended = await RunAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Grpc.ToString(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc", ["OTEL_SERVICE_NAME"] = "a-name-of-ones-own",
        }, Issue());
        Assert.True(ended.ExitCode == 0, ended.Said);

        var everything = Everything.In(collector.Sent);
        var visit = Assert.Single(everything.Visits["ResidentRecord"]);
        var trace = everything.Spans.Where(s => s.Trace == visit.Trace).Select(s => s.Line).ToList();
        Assert.All(["client 7 Prepare", "server 7 Prepare", "client 13 PrintJob"], line => Assert.Contains($"a-name-of-ones-own {line}", trace));
        Assert.Equal(1, everything.Sum("kiosksim.visits", "kiosksim.outcome", "ok"));
    }

    [Fact]
    public async Task A_collector_that_is_away_keeps_nobody_from_a_certificate()
    {
        var ended = await RunAsync(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" }, Issue());
        Assert.True(ended.ExitCode == 0, ended.Said);
    }

    [Fact]
    public async Task What_cannot_be_followed_is_said_in_a_line()
    {
        var ended = await RunAsync(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "127.0.0.1:4318" }, Issue());
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("kiosksim: OTEL_EXPORTER_OTLP_ENDPOINT is an address such as http://127.0.0.1:4318, not '127.0.0.1:4318'.", ended.Said.Trim());
    }

    static string[] Issue()
    {
        using var world = WorldFolder.Open(TestWorld.Folder);
        var person = Trait.Of("usable", world.Summary.AsOf).Find(world, ProcessCluster.City, TestWorld.Seed).First();
        return ["issue", "--city", $"{ProcessCluster.City}", "--resident", $"{person.Id}", "--kind", "resident-record"];
    }

    static async Task<(int ExitCode, string Said)> RunAsync(Dictionary<string, string> variables, params IEnumerable<string> arguments)
    {
        string[] line = [Path.Combine(AppContext.BaseDirectory, "kiosksim.dll"), .. arguments, "--world", TestWorld.Folder, "--out", Path.Combine(TestWorld.Folder, "out")];
        var start = new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? await output : await errors);
    }
}
