using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>Ctrl-C: whatever was begun is brought to its end, and nothing half-made stays.</summary>
public sealed class InterruptTests(SeededWorld world) : IDisposable
{
    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Seeding_leaves_nothing_behind(string signal)
    {
        using var making = Seen.Appear(_scratch.Folder, name => name.Contains("kiosksim-making", StringComparison.Ordinal));
        using var run = Kiosksim.Start(_scratch.Folder, "seed", "--residents", "1000000");
        await making.Task;
        await run.SignalAsync(signal);
        var ended = await run.EndAsync();

        Interrupted(ended);
        Assert.Empty(_scratch.Entries);
    }

    [Fact]
    public async Task Seeding_over_a_world_leaves_the_old_one()
    {
        await Kiosksim.RunAsync(_scratch.Folder, "seed", "--residents", "100");
        var before = _scratch.Entries;
        using var making = Seen.Appear(_scratch.Folder, name => name.Contains("kiosksim-making", StringComparison.Ordinal));
        using var run = Kiosksim.Start(_scratch.Folder, "seed", "--residents", "1000000", "--overwrite");
        await making.Task;
        await run.SignalAsync("INT");

        Interrupted(await run.EndAsync());
        Assert.Equal(before, _scratch.Entries);
        Assert.Equal(0, (await Kiosksim.RunAsync(_scratch.Folder, "residents", "--city", "482021")).ExitCode);
    }

    /// <summary>While services start: JPKI takes over the world's cards; the centre opens its journal.</summary>
    [Theory]
    [InlineData("jpki.db")]
    [InlineData("centre.db")]
    public async Task A_run_that_starts_ends_with_130_and_the_next_one_is_none_the_worse(string file)
    {
        CopyWorld();
        using var begun = Seen.Appear(_scratch.Folder, name => Path.GetFileName(name) == file);
        using var run = StartIssue();
        await begun.Task;
        await run.SignalAsync("INT");

        Interrupted(await run.EndAsync());
        Assert.Empty(Listing.Of(Tray));
        await NextRunSucceedsAsync();
    }

    /// <summary>While somebody stands at the kiosk: the card has counted a try; the city has written something down.</summary>
    [Theory]
    [InlineData("cards.db-wal")]
    [InlineData("city-lgwan-asp.db-wal")]
    public async Task A_citizen_who_is_interrupted_has_the_certificate_or_the_money_and_never_half_a_file(string file)
    {
        CopyWorld();
        await NextRunSucceedsAsync(); // everything that is made once is made: what is written from here on is a session's
        using var written = Seen.Change(_scratch.Folder, name => Path.GetFileName(name) == file);
        using var run = StartIssue();
        await written.Task;
        await run.SignalAsync("INT");
        var ended = await run.EndAsync();

        if (ended.ExitCode != ExitCodes.Ok)
            Interrupted(ended);
        Assert.All(Listing.Of(Tray), f => AssertWhole(Path.Combine(Tray, f)));
        var printed = ended.ExitCode == ExitCodes.Ok || ended.Error.Contains("printed", StringComparison.Ordinal);
        Assert.Equal(printed ? 2 : 1, Listing.Of(Tray).Count);
        await NextRunSucceedsAsync();
    }

    string Tray => Path.Combine(_scratch.Folder, "out-tray");

    void CopyWorld()
    {
        var (from, to) = (Path.Combine(world.Folder, "kiosksim-world"), Path.Combine(_scratch.Folder, "kiosksim-world"));
        Directory.CreateDirectory(Path.Combine(to, "state")); // now, so that its files can be watched for
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    string[] IssueArguments =>
        ["issue", "--city", SeededWorld.City, "--resident", world.Resident("usable").Id.ToString(), "--kind", "resident-record"];

    Kiosksim StartIssue() => Kiosksim.Start(_scratch.Folder, IssueArguments);

    async Task NextRunSucceedsAsync() => Assert.Equal(ExitCodes.Ok, (await Kiosksim.RunAsync(_scratch.Folder, IssueArguments)).ExitCode);

    static void Interrupted(Ended ended)
    {
        Assert.Equal(ExitCodes.Interrupted, ended.ExitCode);
        Assert.Contains("中断しました。 / Interrupted.", ended.Error, StringComparison.Ordinal);
    }

    static void AssertWhole(string pdf)
    {
        var bytes = File.ReadAllBytes(pdf);
        Assert.True(bytes.AsSpan().StartsWith("%PDF-"u8));
        Assert.True(bytes.AsSpan().TrimEnd("\n"u8).EndsWith("%%EOF"u8));
    }
}
