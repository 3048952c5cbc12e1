using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.FamilyRegisters;
using KioskSim.BaseRegisters.Taxes;
using KioskSim.Domain.Values;
using KioskSim.World.Lives;
using KioskSim.World.Places;

namespace KioskSim.World;

/// <summary>A city's residents' and tax registers, while its people are made.</summary>
sealed class CityFiles : IDisposable
{
    readonly City _city;
    readonly string _residentsPath, _taxPath;
    readonly BaseRegisterWriter _residents;
    readonly TaxBaseRegisterWriter _taxes;

    public CityFiles(string folder, City city, DateOnly asOf)
    {
        _city = city;
        _residentsPath = Path.Combine(folder, WorldFolder.RegisterFile(city.Code));
        _taxPath = Path.Combine(folder, WorldFolder.TaxFile(city.Code));
        _residents = new(_residentsPath, city.Code, asOf);
        _taxes = new(_taxPath, city.Code, asOf);
    }

    public void Add(Entries entries, WalletSeedWriter wallet)
    {
        _residents.Add(entries.Household);
        foreach (var seal in entries.Seals)
            _residents.Add(seal);
        foreach (var (certificate, card) in entries.Cards)
        {
            _residents.Add(certificate);
            wallet.Add(card);
        }

        foreach (var (entry, card) in entries.JukiCards)
        {
            _residents.Add(entry);
            wallet.Add(_city.Code, card);
        }

        foreach (var entry in entries.Taxes)
            _taxes.Add(entry);
    }

    /// <returns>What is in them; of the family registers nothing yet.</returns>
    public CitySummary Complete()
    {
        _residents.Complete();
        _taxes.Complete();
        Dispose(); // a writer has its file to itself
        using var residents = BaseRegister.Open(_residentsPath);
        using var taxes = TaxBaseRegister.Open(_taxPath);
        return new(_city.Code.ToString(), _city.Name, residents.Counts(), FamilyRegisters: 0, taxes.Count());
    }

    public void Dispose()
    {
        _residents.Dispose();
        _taxes.Dispose();
    }
}

/// <summary>The family registers of all cities, open together: people stand in the city of their domicile, wherever they live.</summary>
sealed class FamilyFiles : IDisposable
{
    readonly string _folder;
    readonly Dictionary<MunicipalityCode, FamilyBaseRegisterWriter> _files = [];

    public FamilyFiles(string folder, IEnumerable<City> cities, DateOnly asOf)
    {
        _folder = folder;
        foreach (var city in cities)
            _files.Add(city.Code, new(Path.Combine(folder, WorldFolder.FamilyRegisterFile(city.Code)), city.Code, asOf));
    }

    public void Add(Entries entries)
    {
        foreach (var (keeper, register) in entries.FamilyRegisters)
            _files[keeper].Add(register);
    }

    /// <summary>Makes all indexes: files of their own, so that the order in which they are made changes nothing.</summary>
    public void Complete()
    {
        Parallel.ForEach(_files.Values, file => file.Complete());
        Dispose();
    }

    public long Count(string city)
    {
        using var written = FamilyBaseRegister.Open(Path.Combine(_folder, WorldFolder.FamilyRegisterFile(new(city))));
        return written.Count();
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }
}
