using System.Security.Cryptography;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim seed`.</summary>
public sealed class SeedTests : IDisposable
{
    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_same_seed_makes_the_same_bytes_and_another_one_others()
    {
        Assert.Equal(0, (await SeedAsync("--seed", "3", "--world", "a")).ExitCode);
        Assert.Equal(0, (await SeedAsync("--seed", "3", "--world", "b")).ExitCode);
        Assert.Equal(0, (await SeedAsync("--seed", "4", "--world", "c")).ExitCode);

        Assert.Equal(Digests("a"), Digests("b"));
        Assert.NotEqual(Digests("a"), Digests("c"));
    }

    [Fact]
    public async Task What_was_made_is_said_city_by_city()
    {
        var ended = await SeedAsync("--cities", "482013", "潮崎市", "--world", "a");

        Assert.Matches("482013 +│ 若葉台市 ", ended.Output);
        Assert.Matches("482021 +│ 潮崎市 ", ended.Output);
        Assert.DoesNotContain("482030", ended.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["a/register-482013.db", "a/register-482021.db"],
            _scratch.Entries.Where(e => e.Contains("register", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_world_is_replaced_only_when_asked_for()
    {
        await SeedAsync("--world", "a");
        var before = Digests("a");

        var refused = await SeedAsync("--seed", "2", "--world", "a");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("There is a world in", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Digests("a"));

        Assert.Equal(0, (await SeedAsync("--seed", "2", "--world", "a", "--overwrite")).ExitCode);
        Assert.NotEqual(before, Digests("a"));
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_never_replaced()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "a"));
        await File.WriteAllTextAsync(Path.Combine(_scratch.Folder, "a", "mine.txt"), "mine");

        var refused = await SeedAsync("--world", "a", "--overwrite");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(["a", "a/mine.txt"], _scratch.Entries);
    }

    [Theory]
    [InlineData(2, "--residents", "99")]
    [InlineData(2, "--residents", "2000001")]
    [InlineData(2, "--residents", "many")]
    [InlineData(2, "--seed", "-1")]
    [InlineData(2, "--cities", "482013", "482013")]
    [InlineData(30, "--cities", "nowhere")]
    public async Task Wrong_options_are_refused_in_words_and_make_nothing(int code, params string[] options)
    {
        var ended = await SeedAsync(options);

        Assert.Equal(code, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
        Assert.Empty(_scratch.Entries);
    }

    Task<Ended> SeedAsync(params string[] options) =>
        Kiosksim.RunAsync(
            _scratch.Folder, options.Contains("--residents") ? ["seed", .. options] : ["seed", "--residents", "300", .. options]);

    IReadOnlyList<string> Digests(string world) =>
    [
        .. Directory.GetFiles(Path.Combine(_scratch.Folder, world)).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetFileName(f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"),
    ];
}
