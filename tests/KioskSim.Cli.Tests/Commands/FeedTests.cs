using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim feed`: registers from files.</summary>
public sealed class FeedTests(SeededWorld world) : IDisposable
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
    public async Task What_is_wrong_with_the_command_line_or_the_file_is_said_in_a_line()
    {
        var register = await world.RunAsync("feed", "check", "--register", "dogs", "--file", "nothing");
        Assert.Equal(2, register.ExitCode);
        Assert.Contains("family-registers", register.Error, StringComparison.Ordinal);

        var file = await world.RunAsync("feed", "check", "--register", "seals", "--file", "nothing");
        Assert.Equal(1, file.ExitCode);
    }
}
