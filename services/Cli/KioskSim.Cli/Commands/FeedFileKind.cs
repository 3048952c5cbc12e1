using KioskSim.BaseRegisters.Feed;
using KioskSim.BaseRegisters.Feed.Files;
using KioskSim.Cli.Output;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World;

namespace KioskSim.Cli.Commands;

/// <summary>A register that can be read from a file and written into one.</summary>
sealed record FeedFileKind(
    string Name, RegisterKind Register, Func<Stream, FileReport> Check, Action<Stream, WorldFolder, MunicipalityCode> Export,
    Func<Stream, MunicipalityCode, RegistryFeed.RegistryFeedClient, CancellationToken, Task<FileReport>> Push)
{
    public static IReadOnlyList<FeedFileKind> All { get; } =
    [
        new("residents", RegisterKind.Residents, Checks(new HouseholdFile()), Writes(new HouseholdFile(), (w, c) => w.Register(c).Entries()), FilePush.PushResidentsAsync),
        new("seals", RegisterKind.Seals, Checks(new SealFile()), Writes(new SealFile(), (w, c) => w.Register(c).Seals()), FilePush.PushSealsAsync),
        new("taxes", RegisterKind.Taxes, Checks(new TaxFile()), Writes(new TaxFile(), (w, c) => w.Taxes(c).Entries()), FilePush.PushTaxesAsync),
        new("family-registers", RegisterKind.FamilyRegisters, Checks(new FamilyRegisterFile()),
            Writes(new FamilyRegisterFile(), (w, c) => w.FamilyRegisters(c).Registers()), FilePush.PushFamilyRegistersAsync),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(k => k.Name));

    /// <exception cref="UsageException">No such register.</exception>
    public static FeedFileKind Parse(string name) =>
        All.FirstOrDefault(k => k.Name == name) ?? throw new UsageException($"There is no register '{name}'; registers are {Names}.");

    static Func<Stream, FileReport> Checks<T>(FeedFormat<T> format)
        where T : class => stream => FileReport.Of(format.Read(stream));

    static Action<Stream, WorldFolder, MunicipalityCode> Writes<T>(FeedFormat<T> format, Func<WorldFolder, MunicipalityCode, IEnumerable<T>> entries)
        where T : class => (stream, world, city) => format.Write(stream, city, entries(world, city));
}
