using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Numbers;
using KioskSim.City.Registry;
using KioskSim.City.Suppression;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Randomness;
using KioskSim.Jpki.Tests;
using KioskSim.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>The issuance server's side of the registers, on a database of its own; the clock stands at noon on 18 November 2026.</summary>
class CityStore : IDisposable
{
    static readonly byte[] NumberKey = [.. Enumerable.Range(1, SealedNumbers.KeySize).Select(i => (byte)i)];

    readonly SealedNumbers _numbers = new(NumberKey, Entropy.Secure);

    public CityStore()
    {
        Database = CityDatabase.Migrated(Tables.Open());
        Audit = new AuditLog(Database, Clock);
        Copy = new RegisterCopy(Database, _numbers, Audit);
        JukiCardKeys = new JukiCardKeys(Database);
        Suppressions = new Suppressions(Database, Audit, Clock);
    }

    public TestDatabase Tables { get; } = new();

    public ManualTime Clock { get; } = new(JpkiCentre.Noon);

    public Database Database { get; }

    public AuditLog Audit { get; }

    public RegisterCopy Copy { get; }

    public JukiCardKeys JukiCardKeys { get; }

    public Suppressions Suppressions { get; }

    public RegistryFeedService Feed(ILogger<RegistryFeedService>? log = null) =>
        new(Copy, JukiCardKeys, [Town.Wakabadai, Town.Shiosaki], log ?? NullLogger<RegistryFeedService>.Instance);

    public Task<PushReport> PushAsync(params IEnumerable<HouseholdRow> rows) => Feed().Push(new RowStream(rows), new Call());

    public void Put(params IEnumerable<HouseholdRow> rows) =>
        Assert.Empty(Copy.Put([.. rows.Select((r, i) => new FedRow(i + 1, r, HouseholdRowReader.Read(r)))]));

    public virtual void Dispose()
    {
        _numbers.Dispose();
        Database.Dispose();
        Tables.Dispose();
    }
}
