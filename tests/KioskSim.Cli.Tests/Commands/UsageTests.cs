using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>A command line that cannot be run, and a world that is not there.</summary>
public sealed class UsageTests(SeededWorld world)
{
    const string Issue = "issue --city 482021 --resident 1000000001 --kind resident-record";

    [Theory]
    [InlineData("")]
    [InlineData("steal")]
    [InlineData("issue")]
    [InlineData("issue --city 482021 --resident 1000000001")]
    [InlineData($"{Issue} --colour red")]
    [InlineData($"{Issue} --copies many")]
    [InlineData($"{Issue} --copies 0")]
    [InlineData($"{Issue} --pin 123")]
    [InlineData($"{Issue} --pin-tries 0")]
    [InlineData($"{Issue} --items name")]
    [InlineData($"{Issue} --down printer")]
    [InlineData($"{Issue} --lang fr")]
    [InlineData($"{Issue} --at noon")]
    [InlineData($"{Issue} --at 9999-12-31")]
    [InlineData($"{Issue} --at 2030-01-04")]
    [InlineData($"{Issue} --vpcd here")]
    [InlineData($"{Issue} --vpcd 127.0.0.1:0")]
    [InlineData("card")]
    [InlineData("card serve --city 482021")]
    [InlineData("card serve --city 482021 --resident 1000000001 --vpcd :35963")]
    [InlineData("card show --city 482021 --resident 1000000001 --vpcd 127.0.0.1:35963")]
    [InlineData("prove --property nobody")]
    [InlineData("prove --property right-person --guard off")]
    [InlineData("prove --property right-person --fault yokohama")]
    [InlineData("prove --property right-person --fault overload --guard half")]
    [InlineData("prove --property right-person --issues 10")]
    [InlineData("prove --fault yokohama")]
    [InlineData("prove --property nothing-stays --fault overload")]
    [InlineData("prove --line-fault rain")]
    [InlineData("prove --property nothing-stays --line-fault lgwan:reset")]
    [InlineData("prove --deployment d --line-fault lgwan:reset")]
    [InlineData("prove --world w")]
    [InlineData("prove --deployment d --fault overload")]
    [InlineData("prove --deployment d --issues 10")]
    [InlineData("load")]
    [InlineData("load --rate fast")]
    [InlineData("load --rate 0/s")]
    [InlineData("load --profile monday")]
    [InlineData("load --profile city-day --duration 5m")]
    [InlineData("load --profile city-day --speedup 0")]
    [InlineData("load --rate 1/s --duration 5")]
    [InlineData("load --rate 1/s --issues 10")]
    [InlineData("load --rate 1/s --shard 3/2")]
    [InlineData("load --rate 1/s --shard auto/2")]
    [InlineData("load --rate 1/s --cities 6")]
    [InlineData("load --rate 1/s --kiosks 0")]
    [InlineData("load --rate 1/s --kiosks 50 --people 50")]
    [InlineData("load --rate 1/s --threshold issue.p98<1s")]
    [InlineData("load --rate 1/s --threshold dropped==0ms")]
    [InlineData("load --rate 1/s --threshold findings==0")]
    [InlineData("load --rate 1/s --users 4")]
    [InlineData("load --users 4")]
    [InlineData("load --users 4 --issues 0")]
    [InlineData("load --users 4 --kiosks 2 --issues 1")]
    [InlineData("load --rate 1/s --line-fault lgwan:latency=fast")]
    [InlineData("load --rate 1/s --line-fault lgwan:reset --line-fault lgwan:reset@1")]
    [InlineData("load --rate 1/s --fault rain")]
    [InlineData("load --rate 1/s --guard off")]
    [InlineData("load merge")]
    [InlineData("demo --residents 5")]
    [InlineData("demo --port 65536")]
    [InlineData("demo --port http")]
    public async Task A_wrong_command_line_ends_with_2_and_a_word_about_it(string arguments)
    {
        var before = Listing.Of(world.Folder);
        var ended = await world.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
        Assert.Equal(before.Where(IsNoState), Listing.Of(world.Folder).Where(IsNoState));
    }

    [Theory]
    [InlineData("nowhere", "kiosksim seed")]
    [InlineData("/dev/null", "kiosksim seed")]
    public async Task Without_a_world_it_ends_with_1_and_says_how_to_make_one(string folder, string hint)
    {
        var ended = await world.RunAsync([.. Issue.Split(' '), "--world", folder]);

        Assert.Equal(ExitCodes.CannotStart, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.Contains(hint, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_with_a_broken_file_ends_with_1()
    {
        using var scratch = new WorldScratch();
        await Kiosksim.RunAsync(scratch.Folder, "seed", "--residents", "100");
        await File.WriteAllTextAsync(Path.Combine(scratch.Folder, "kiosksim-world", "wallet.db"), "not a database");

        var ended = await Kiosksim.RunAsync(scratch.Folder, Issue.Split(' '));

        Assert.Equal(ExitCodes.CannotStart, ended.ExitCode);
        Assert.StartsWith("kiosksim: ", ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task With_broken_state_it_ends_with_1()
    {
        using var scratch = new WorldScratch();
        await Kiosksim.RunAsync(scratch.Folder, "seed", "--residents", "100");
        Directory.CreateDirectory(Path.Combine(scratch.Folder, "kiosksim-world", "state"));
        await File.WriteAllTextAsync(Path.Combine(scratch.Folder, "kiosksim-world", "state", "jpki.db"), new string('x', 5000));

        var ended = await Kiosksim.RunAsync(scratch.Folder, Issue.Split(' '));

        Assert.Equal(ExitCodes.CannotStart, ended.ExitCode);
        Assert.StartsWith("kiosksim: ", ended.Error, StringComparison.Ordinal);
    }

    // What services keep between runs comes and goes as they like.
    static bool IsNoState(string entry) =>
        !entry.Contains("/state", StringComparison.Ordinal) && !entry.StartsWith("kiosksim-demo", StringComparison.Ordinal);
}
