using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>Simulations as they are asked for on a command line.</summary>
public sealed class SimulateTests : IDisposable
{
    const string Small = "simulate --hours 0.5 --a-day 2000 --kiosks 2 --residents 600 --people 20 --mishaps 10 --seed 7";

    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Two_processes_write_the_same_bytes()
    {
        var first = await RunAsync($"{Small} --log first.log --json");
        var second = await RunAsync($"{Small} --log second.log --json");
        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (first.ExitCode, second.ExitCode));
        Assert.Equal(await ReadAsync("first.log"), await ReadAsync("second.log"));
        Assert.Equal(first.Json.GetProperty("sha256").GetString(), second.Json.GetProperty("sha256").GetString());
        Assert.Equal($"kiosksim {Small}", Sorted(first.Json.GetProperty("again").GetString()!));
        Assert.False(first.Json.GetProperty("simulatedCryptography").GetProperty("tls").GetBoolean());
    }

    [Fact]
    public async Task What_is_found_is_said_with_the_command_that_gives_it_again()
    {
        const string Run = "simulate --seed 3 --rush --fault kawasaki-2023-05-02 --guard off --line-fault ";
        const string Again = $"kiosksim {Run}'lgwan:latency=200ms@0.01'";
        var found = await RunAsync($"{Run}lgwan:latency@0.01");
        Assert.Equal(ExitCodes.Findings, found.ExitCode);
        Assert.StartsWith($"seed 3: {Again}", found.Output, StringComparison.Ordinal);
        Assert.Contains("× 破られています / broken: right-person", found.Output, StringComparison.Ordinal);
        Assert.Contains(Again, found.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_swarm_says_each_seed()
    {
        var swarm = await RunAsync("simulate --swarm 2 --seed 150");
        Assert.Equal(ExitCodes.Ok, swarm.ExitCode);
        Assert.Contains("seed 150: kiosksim simulate --seed 150 --swarm 1", swarm.Output, StringComparison.Ordinal);
        Assert.Contains("seed 151: kiosksim simulate --seed 151 --swarm 1", swarm.Output, StringComparison.Ordinal);
        Assert.Contains("TLS", swarm.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simulate --swarm 0", "--swarm")]
    [InlineData("simulate --swarm 2 --hours 3", "--hours")]
    [InlineData("simulate --rush --kiosks 3", "--kiosks")]
    [InlineData("simulate --hours 17", "--hours")]
    [InlineData("simulate --mishaps -1", "--mishaps")]
    [InlineData("simulate --guard off", "--guard")]
    [InlineData("simulate --guard perhaps", "--guard")]
    [InlineData("simulate --fault none-such", "none-such")]
    [InlineData("simulate --line-fault rain", "rain")]
    [InlineData("simulate --swarm 2 --line-fault lgwan:reset", "--line-fault")]
    [InlineData("simulate --kiosks 300 --people 200", "--people")]
    public async Task What_makes_no_run_is_refused(string arguments, string about)
    {
        var refused = await RunAsync(arguments);
        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains(about, refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }

    // The same options in the order in which they were given here.
    static string Sorted(string command)
    {
        var order = $"kiosksim {Small}".Split(" --");
        return string.Join(" --", command.Split(" --").OrderBy(w => Array.IndexOf(order, w)));
    }

    Task<Ended> RunAsync(string arguments) => Kiosksim.RunAsync(_scratch.Folder, arguments.Split(' '));

    Task<byte[]> ReadAsync(string file) => File.ReadAllBytesAsync(Path.Combine(_scratch.Folder, file), TestContext.Current.CancellationToken);
}
