using System.Collections.Concurrent;
using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Registers.Taxes;

[assembly: AssemblyFixture(typeof(KioskSim.World.Tests.SmallWorlds))]

namespace KioskSim.World.Tests;

/// <summary>A folder that goes away with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public IEnumerable<string> Entries => _folder.EnumerateFileSystemInfos().Select(e => e.Name);

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>A made world, read back whole.</summary>
public sealed class MadeWorld : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public MadeWorld(WorldOptions options)
    {
        Summary = WorldGenerator.Generate(options, _folder["world"], progress: null, CancellationToken.None);
        using var folder = Open();
        Cities =
        [
            .. Summary.Cities.Select(c => folder.Register(new MunicipalityCode(c.Code)))
                .Select(r => new MadeCity(
                    r.Municipality, [.. r.Households()], [.. r.Seals()], [.. r.Certificates()],
                    [.. folder.FamilyRegisters(r.Municipality).Registers()], [.. folder.Taxes(r.Municipality).Entries()])),
        ];
        Cards = [.. folder.Wallet.Cards()];
    }

    public WorldSummary Summary { get; }

    public DateOnly AsOf => Summary.AsOf;

    public ImmutableArray<MadeCity> Cities { get; }

    public ImmutableArray<WalletCard> Cards { get; }

    public IEnumerable<Household> Households => Cities.SelectMany(c => c.Households);

    public IEnumerable<Person> People => Cities.SelectMany(c => c.People);

    public IEnumerable<Person> Residents => People.Where(p => p.Standing.IsResident);

    /// <summary>The files, opened for one test alone.</summary>
    public WorldFolder Open() => WorldFolder.Open(_folder["world"]);

    public void Dispose() => _folder.Dispose();
}

/// <summary>Worlds of a thousand, of all cities and of one, from several seeds: what holds must hold in each. Each is made once.</summary>
public sealed class SmallWorlds : IDisposable
{
    readonly ConcurrentDictionary<(ulong Seed, string? City), Lazy<MadeWorld>> _worlds = [];

    public static TheoryData<ulong, string?> All { get; } =
    [
        .. from seed in new ulong[] { 0, 1, 2, 3, 4, 5, 2026, ulong.MaxValue }
           from city in new[] { null, "482013", "482056" }
           select new TheoryDataRow<ulong, string?>(seed, city),
    ];

    /// <param name="city">The one city; null for all five.</param>
    public MadeWorld this[ulong seed, string? city] =>
        _worlds.GetOrAdd((seed, city), key => new(() => new(Options(key.Seed, key.City)))).Value;

    public void Dispose()
    {
        foreach (var world in _worlds.Values)
            world.Value.Dispose();
    }

    static WorldOptions Options(ulong seed, string? city)
    {
        var options = new WorldOptions { Seed = seed, Residents = 1000 };
        return city is null ? options : options with { Cities = [new(city)] };
    }
}

public sealed record MadeCity(
    MunicipalityCode Code,
    ImmutableArray<Household> Households,
    ImmutableArray<SealRegistration> Seals,
    ImmutableArray<CardCertificate> Certificates,
    ImmutableArray<FamilyRegister> FamilyRegisters,
    ImmutableArray<TaxEntry> Taxes)
{
    public IEnumerable<Person> People => Households.SelectMany(h => h.Members);
}

/// <summary>A hundred thousand people, made once for the tests that count.</summary>
public sealed class LargeWorld : IDisposable
{
    public MadeWorld World { get; } = new(new() { Seed = 20261118, Residents = 100_000 });

    public void Dispose() => World.Dispose();
}
