using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.FamilyRegisters;
using KioskSim.BaseRegisters.Taxes;
using KioskSim.World.Taxation;

namespace KioskSim.World;

/// <summary>A world on disk: finds the files and, for demonstrations and tests, people with a certain trait and a certain card.</summary>
public sealed class WorldFolder : IDisposable
{
    public const string WalletFile = "wallet.db";
    public const string SummaryFile = "world.json";

    readonly string _folder;
    readonly Dictionary<MunicipalityCode, BaseRegister> _registers = [];
    readonly Dictionary<MunicipalityCode, FamilyBaseRegister> _families = [];
    readonly Dictionary<MunicipalityCode, TaxBaseRegister> _taxes = [];

    WorldFolder(string folder, WorldSummary summary, WalletSeed wallet) => (_folder, Summary, Wallet) = (folder, summary, wallet);

    public WorldSummary Summary { get; }

    public WalletSeed Wallet { get; }

    public static string RegisterFile(MunicipalityCode city) => $"register-{city}.db";

    public static string FamilyRegisterFile(MunicipalityCode city) => $"family-{city}.db";

    public static string TaxFile(MunicipalityCode city) => $"tax-{city}.db";

    /// <exception cref="FileNotFoundException">There is no world in the folder.</exception>
    /// <exception cref="InvalidDataException">A file of the world is not what it should be.</exception>
    public static WorldFolder Open(string folder)
    {
        if (!File.Exists(Path.Combine(folder, SummaryFile)))
            throw new FileNotFoundException($"There is no world in {folder}. `kiosksim seed` makes one.");
        return new(folder, WorldSummary.Load(folder), WalletSeed.Open(Path.Combine(folder, WalletFile)));
    }

    /// <summary>The register of a city; stays open until the folder is disposed.</summary>
    /// <exception cref="FileNotFoundException">The world has no such city.</exception>
    public BaseRegister Register(MunicipalityCode city) => _registers.TryGetValue(city, out var register)
        ? register
        : _registers[city] = BaseRegister.Open(Path.Combine(_folder, RegisterFile(city)));

    /// <summary>The family registers that a city keeps; open until the folder is disposed.</summary>
    /// <exception cref="FileNotFoundException">The world has no such city.</exception>
    public FamilyBaseRegister FamilyRegisters(MunicipalityCode city) => _families.TryGetValue(city, out var families)
        ? families
        : _families[city] = FamilyBaseRegister.Open(Path.Combine(_folder, FamilyRegisterFile(city)));

    /// <summary>The tax register of a city; open until the folder is disposed.</summary>
    /// <exception cref="FileNotFoundException">The world has no such city.</exception>
    public TaxBaseRegister Taxes(MunicipalityCode city) => _taxes.TryGetValue(city, out var taxes)
        ? taxes
        : _taxes[city] = TaxBaseRegister.Open(Path.Combine(_folder, TaxFile(city)));

    /// <summary>The latest fiscal year whose taxes are assessed on the world's day; the tax registers have it and the one before.</summary>
    public int FiscalYear => TaxOffice.LatestYear(Summary.AsOf);

    /// <summary>
    /// People of a city who fit the filter and hold a card that is in the given condition on the world's day. Streams; another seed,
    /// another first one.
    /// </summary>
    public IEnumerable<(Person Person, WalletCard Card)> CardHolders(
        MunicipalityCode city, ResidentFilter filter, CardCondition condition, ulong seed)
    {
        var register = Register(city);
        foreach (var person in register.Sample(filter with { Certificate = true }, seed))
        {
            foreach (var serial in register.CertificatesOf(person.Id))
            {
                if (Wallet.Find(serial) is { } card && card.On(Summary.AsOf) == condition)
                    yield return (person, card);
            }
        }
    }

    public void Dispose()
    {
        foreach (var register in _registers.Values.Concat<IDisposable>(_families.Values).Concat(_taxes.Values))
            register.Dispose();
        Wallet.Dispose();
    }

    internal static void RefuseUnlessReplaceable(string folder, bool overwrite)
    {
        if (File.Exists(folder))
            throw new IOException($"{folder} is a file.");
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            return;
        if (!File.Exists(Path.Combine(folder, SummaryFile)))
            throw new IOException($"{folder} holds something that is not a world.");
        if (!overwrite)
            throw new IOException($"There is a world in {folder} already.");
    }
}
