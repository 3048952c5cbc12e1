using KioskSim.BaseRegisters;
using KioskSim.World.Lives;
using KioskSim.World.Places;

namespace KioskSim.World;

/// <summary>
/// Makes an invented prefecture: for each city a residents' register (register-482013.db), the family registers that it keeps
/// (family-482013.db) and its tax register (tax-482013.db), the wallets of all citizens (wallet.db) and a summary (world.json). All or nothing: made in a folder beside the target and renamed when whole.
/// </summary>
public static class WorldGenerator
{
    const int ReportEvery = 500;

    /// <param name="folder">Where the world goes. Must not exist, or be empty, or hold a world that may be overwritten.</param>
    /// <exception cref="ArgumentException">The options are out of bounds.</exception>
    /// <exception cref="IOException">The folder holds something else, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind and an old world is still there.</exception>
    public static WorldSummary Generate(
        WorldOptions options, string folder, IProgress<WorldProgress>? progress, CancellationToken cancellation)
    {
        options.Check();
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        WorldFolder.RefuseUnlessReplaceable(target, options.Overwrite);

        var part = Sibling(target, "making");
        try
        {
            Remove(part);
            Directory.CreateDirectory(part);
            var summary = Write(options, part, progress, cancellation);
            Replace(target, part);
            return summary;
        }
        catch
        {
            Remove(part);
            throw;
        }
    }

    // Hidden, and named so that it is nobody's but ours: what an interrupted run left there may be deleted.
    static string Sibling(string target, string stage) =>
        Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.kiosksim-{stage}");

    static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    // The old world goes only when the new one is in its place.
    static void Replace(string target, string part)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(part, target);
            return;
        }

        var old = Sibling(target, "replaced");
        Remove(old);
        Directory.Move(target, old);
        Directory.Move(part, target);
        Remove(old);
    }

    static WorldSummary Write(WorldOptions options, string folder, IProgress<WorldProgress>? progress, CancellationToken cancellation)
    {
        var cities = Prefecture.Cities.Where(c => options.Cities.Contains(c.Code)).ToArray();
        var shared = new Shared(options.Seed, options.AsOf, cities.Select(c => c.Code));
        var done = 0;
        List<CitySummary> summaries = [];

        using var wallet = new WalletSeedWriter(Path.Combine(folder, WorldFolder.WalletFile));
        using var families = new FamilyFiles(folder, cities, options.AsOf);
        foreach (var (city, residents) in cities.Zip(Shares.Of(options.Residents, [.. cities.Select(c => c.Share)])))
        {
            using var files = new CityFiles(folder, city, options.AsOf);
            var sinceReport = ReportEvery;
            foreach (var entries in new CityPeople(shared, city, options.Seed, options.AsOf).Until(residents))
            {
                files.Add(entries, wallet);
                families.Add(entries);
                done += entries.Residents;
                sinceReport += entries.Residents;
                if (sinceReport < ReportEvery)
                    continue;
                sinceReport = 0;
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new(done, options.Residents, city.Name));
            }

            summaries.Add(files.Complete());
        }

        wallet.Complete();
        families.Complete();
        var summary = new WorldSummary(options.Seed, options.AsOf, [.. summaries.Select(s => s with { FamilyRegisters = families.Count(s.Code) })]);
        summary.Save(folder);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new(done, options.Residents, null));
        return summary;
    }
}
