using KioskSim.BaseRegisters.Feed;
using KioskSim.BaseRegisters.Feed.Files;
using KioskSim.Cli.Output;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Cli.Commands;

/// <summary>A register that can be read from a file and written into one.</summary>
/// <param name="Form">What its file is.</param>
sealed record FeedFileKind(
    string Name, string Form, Func<Stream, FileReport> Check, Action<Stream, WorldFolder, MunicipalityCode> Export)
{
    public static IReadOnlyList<FeedFileKind> All { get; } =
    [
        Of("residents", "JSON lines", new HouseholdFile(), (world, city) => world.Register(city).Entries()),
        Of("seals", "CSV", new SealFile(), (world, city) => world.Register(city).Seals()),
        Of("taxes", "CSV", new TaxFile(), (world, city) => world.Taxes(city).Entries()),
        Of("family-registers", "JSON lines", new FamilyRegisterFile(), (world, city) => world.FamilyRegisters(city).Registers()),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(k => k.Name));

    /// <exception cref="UsageException">No such register.</exception>
    public static FeedFileKind Parse(string name) =>
        All.FirstOrDefault(k => k.Name == name) ?? throw new UsageException($"There is no register '{name}'; registers are {Names}.");

    static FeedFileKind Of<T>(string name, string form, FeedFormat<T> format, Func<WorldFolder, MunicipalityCode, IEnumerable<T>> entries)
        where T : class => new(
        name, form, stream => FileReport.Of(format.Read(stream)), (stream, world, city) => format.Write(stream, city, entries(world, city)));
}
