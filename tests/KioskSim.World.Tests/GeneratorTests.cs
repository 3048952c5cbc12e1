using KioskSim.BaseRegisters;

namespace KioskSim.World.Tests;

/// <summary>All or nothing, and a clear no.</summary>
public sealed class GeneratorTests
{
    static readonly WorldOptions Options = new() { Seed = 1, Residents = 3000 };

    [Fact]
    public void Cancelling_on_the_way_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var progress = new Told(p =>
        {
            if (p.Done > 1000)
                cancellation.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => WorldGenerator.Generate(Options, folder["world"], progress, cancellation.Token));
        Assert.InRange(progress.Reports[^1].Done, 1000, 2000);
        Assert.Empty(folder.Entries);
    }

    [Fact]
    public void Cancelling_leaves_the_world_that_was_there()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var before = Make(Options, folder["world"]);
        var progress = new Told(_ => cancellation.Cancel());

        Assert.Throws<OperationCanceledException>(() =>
            WorldGenerator.Generate(Options with { Seed = 2, Overwrite = true }, folder["world"], progress, cancellation.Token));
        Assert.Equal(["world"], folder.Entries);
        using var world = WorldFolder.Open(folder["world"]);
        Assert.Equal(before.Seed, world.Summary.Seed);
    }

    [Fact]
    public void A_world_is_replaced_only_when_told_to()
    {
        using var folder = new TemporaryFolder();
        Make(Options, folder["world"]);
        Assert.Throws<IOException>(() => Make(Options with { Seed = 2 }, folder["world"]));
        Make(Options with { Seed = 2, Overwrite = true }, folder["world"]);

        Assert.Equal(["world"], folder.Entries);
        Assert.Equal(2UL, WorldSummary.Load(folder["world"]).Seed);
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_never_touched()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["photos"]);
        File.WriteAllText(folder["photos/holiday.txt"], "sea");

        Assert.Throws<IOException>(() => Make(Options with { Overwrite = true }, folder["photos"]));
        Assert.Equal("sea", File.ReadAllText(folder["photos/holiday.txt"]));
        Assert.Equal(["photos"], folder.Entries);
    }

    [Fact]
    public void What_an_interrupted_run_left_is_cleared_away()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder[".world.kiosksim-making"]);
        File.WriteAllText(folder[".world.kiosksim-making/wallet.db"], "half");

        Make(Options, folder["world"]);
        Assert.Equal(["world"], folder.Entries);
    }

    [Fact]
    public void Progress_rises_city_by_city_to_the_whole()
    {
        using var folder = new TemporaryFolder();
        var progress = new Told(_ => { });
        WorldGenerator.Generate(Options, folder["world"], progress, CancellationToken.None);

        var done = progress.Reports.Select(r => r.Done).ToArray();
        Assert.Equal(done.Order(), done);
        Assert.All(progress.Reports, r => Assert.Equal(Options.Residents, r.Total));
        Assert.Equal(new WorldProgress(Options.Residents, Options.Residents, null), progress.Reports[^1]);
        Assert.Equal(["若葉台市", "潮崎市", "釜原市", "大渡市", "藤ヶ浜市"], progress.Reports.SkipLast(1).Select(r => r.City!).Distinct());
    }

    [Fact]
    public void The_summary_on_disk_is_the_one_returned()
    {
        using var folder = new TemporaryFolder();
        var summary = Make(Options, folder["world"]);
        var read = WorldSummary.Load(folder["world"]);
        Assert.Equal(summary.Cities, read.Cities.AsEnumerable());
        Assert.Equal((summary.Seed, summary.AsOf), (read.Seed, read.AsOf));
        Assert.Contains("若葉台市", File.ReadAllText(Path.Combine(folder["world"], WorldFolder.SummaryFile)), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_bounds_are_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        WorldOptions[] wrong =
        [
            Options with { Residents = 99 },
            Options with { Residents = 2_000_001 },
            Options with { AsOf = new DateOnly(1999, 1, 1) },
            Options with { Cities = [] },
            Options with { Cities = default },
            Options with { Cities = [new("482013"), new("482013")] },
            Options with { Cities = [new("132233")] },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentException>(() => Make(options, folder["world"])));
        Assert.Empty(folder.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"seed\":1,\"asOf\":\"2026-11-18\",\"cities\":[]}")]
    public void A_broken_summary_is_refused(string json)
    {
        using var folder = new TemporaryFolder();
        Make(Options, folder["world"]);
        File.WriteAllText(Path.Combine(folder["world"], WorldFolder.SummaryFile), json);
        Assert.Throws<InvalidDataException>(() => WorldFolder.Open(folder["world"]));
    }

    [Fact]
    public void Where_there_is_no_world_the_message_says_so()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<FileNotFoundException>(() => WorldFolder.Open(folder["world"]));
        Make(Options with { Cities = [new("482013")] }, folder["world"]);
        using var world = WorldFolder.Open(folder["world"]);
        Assert.Throws<FileNotFoundException>(() => world.Register(new("482021")));
        Assert.Throws<InvalidDataException>(() => BaseRegister.Open(Path.Combine(folder["world"], WorldFolder.WalletFile)));
    }

    static WorldSummary Make(WorldOptions options, string folder) =>
        WorldGenerator.Generate(options, folder, progress: null, CancellationToken.None);

    // Progress<T> would report on another thread, after the fact.
    sealed class Told(Action<WorldProgress> then) : IProgress<WorldProgress>
    {
        public List<WorldProgress> Reports { get; } = [];

        public void Report(WorldProgress value)
        {
            Reports.Add(value);
            then(value);
        }
    }
}
