using System.Text.RegularExpressions;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Domain.Errors;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim feed`: registers from files.</summary>
public sealed partial class FeedTests(SeededWorld world) : IDisposable
{
    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("residents")]
    [InlineData("seals")]
    [InlineData("taxes")]
    [InlineData("family-registers")]
    public async Task A_register_of_the_world_is_written_into_a_file_of_its_owner_and_found_good_000_40(string register)
    {
        var file = Path.Combine(_scratch.Folder, register);
        Assert.Equal(0, (await world.RunAsync("feed", "export", "--city", SeededWorld.City, "--register", register, "--file", file)).ExitCode);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        var check = await world.RunAsync("feed", "check", "--register", register, "--file", file, "--json");
        Assert.Equal(0, check.ExitCode);
        Assert.True(check.Json.GetProperty("good").GetInt64() > 300);
        Assert.Equal(0, check.Json.GetProperty("refused").GetInt64());

        var again = await world.RunAsync("feed", "export", "--city", SeededWorld.City, "--register", register, "--file", file);
        Assert.Equal(1, again.ExitCode); // never over a file that is there
    }

    [Fact]
    public async Task Bad_rows_are_told_with_line_and_field_and_without_what_stands_in_them()
    {
        var file = Path.Combine(_scratch.Folder, "seals.csv");
        await File.WriteAllLinesAsync(
            file,
            [
                "municipality,resident,number,registered_on,inscription,cancelled_on", "482021,1000000001,10001,2020-02-29,佐藤,",
                "482021,1000000002,10002,2021-02-29,鈴木,",
            ],
            TestContext.Current.CancellationToken);

        var check = await world.RunAsync("feed", "check", "--register", "seals", "--file", file);

        Assert.Equal(3, check.ExitCode);
        Assert.Equal("line 3 registered_on is no date\n1 rows good, 1 refused\n", check.Output);
    }

    [Fact]
    public async Task What_a_pushed_file_says_is_what_the_city_issues_by_and_refused_rows_change_nothing_000_40()
    {
        Assert.Equal(0, (await RunAsync("seed", "--residents", "300", "--cities", SeededWorld.OtherCity)).ExitCode);
        var people = (await RunAsync("residents", "--city", SeededWorld.OtherCity, "--with", "seal", "--count", "2", "--json")).Json.GetProperty("seal");
        var (loses, keeps) = ($"{people[0]}", $"{people[1]}");
        await RunAsync("feed", "export", "--city", SeededWorld.OtherCity, "--register", "seals", "--file", "seals.csv");
        var lines = await File.ReadAllLinesAsync(Path.Combine(_scratch.Folder, "seals.csv"), TestContext.Current.CancellationToken);
        lines[Of(loses)] += "2026-11-17";
        lines[Of(keeps)] += "2026-11-32";
        await File.WriteAllLinesAsync(Path.Combine(_scratch.Folder, "seals.csv"), lines, TestContext.Current.CancellationToken);

        var push = await RunAsync("feed", "push", "--city", SeededWorld.OtherCity, "--register", "seals", "--file", "seals.csv");

        Assert.Equal(3, push.ExitCode);
        Assert.Equal($"line {Of(keeps) + 1} cancelled_on is no date\n{lines.Length - 2} rows pushed, 1 refused\n", push.Output);
        Assert.Equal((int)FlowErrorCode.NoSealRegistered, (await IssueAsync(loses)).ExitCode);
        Assert.Equal(0, (await IssueAsync(keeps)).ExitCode);

        int Of(string resident) => Array.FindLastIndex(lines, l => l.Split(',')[1] == resident);

        Task<Ended> IssueAsync(string resident) =>
            RunAsync("issue", "--city", SeededWorld.OtherCity, "--resident", resident, "--kind", "seal-registration");
    }

    [Fact]
    public async Task What_the_city_refuses_is_told_by_the_line_of_the_file()
    {
        Assert.Equal(0, (await RunAsync("seed", "--residents", "300", "--cities", SeededWorld.OtherCity)).ExitCode);
        await RunAsync("feed", "export", "--city", SeededWorld.OtherCity, "--register", "residents", "--file", "residents");
        var path = Path.Combine(_scratch.Folder, "residents");
        List<string> lines = ["{", .. await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)];
        var (first, second) = (lines.FindIndex(HasCard), lines.FindLastIndex(HasCard));
        lines[second] = Serials().Replace(lines[second], Serials().Match(lines[first]).Value, count: 1);
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);

        var push = await RunAsync("feed", "push", "--city", SeededWorld.OtherCity, "--register", "residents", "--file", "residents");

        Assert.Equal(3, push.ExitCode);
        Assert.Equal(
            $"line 1 is not JSON of one row\nline {second + 1} a card is another household's\n{lines.Count - 2} rows pushed, 2 refused\n", push.Output);

        static bool HasCard(string line) => Serials().IsMatch(line);
    }

    [Fact]
    public async Task What_is_wrong_with_the_command_line_or_the_file_is_said_in_a_line()
    {
        var register = await world.RunAsync("feed", "check", "--register", "dogs", "--file", "nothing");
        Assert.Equal(2, register.ExitCode);
        Assert.Contains("family-registers", register.Error, StringComparison.Ordinal);

        var file = await world.RunAsync("feed", "check", "--register", "seals", "--file", "nothing");
        Assert.Equal(1, file.ExitCode);
    }

    Task<Ended> RunAsync(params IEnumerable<string> arguments) => Kiosksim.RunAsync(_scratch.Folder, arguments);

    [GeneratedRegex("""certificate_serials":\[\d+""")]
    private static partial Regex Serials();
}
