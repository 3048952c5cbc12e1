using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.Suppression;
using KioskSim.City.UseRegistration;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Randomness;
using KioskSim.Jpki.Tests;
using KioskSim.Registers.FamilyRegisters;
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
        Audit = new AuditLog(Database, Clock, new PenOfTheAct());
        Copy = new RegisterCopy(Database, _numbers, Audit);
        JukiCardKeys = new JukiCardKeys(Database);
        Seals = new SealCopy(Database);
        Taxes = new TaxCopy(Database);
        Families = new FamilyRegisterCopy(Database);
        Feeds = new FeedStates(Database, Clock);
        Notices = new Notices(Database, Audit, Clock);
        Uses = new UseRegistrations(Database, Audit, Clock);
        Right = new RightToIssue(Notices, new OlderSuppressions(Database), Feeds, Clock);
    }

    public TestDatabase Tables { get; } = new();

    public ManualTime Clock { get; } = new(JpkiCentre.Noon);

    public Database Database { get; }

    public AuditLog Audit { get; }

    public RegisterCopy Copy { get; }

    public JukiCardKeys JukiCardKeys { get; }

    public SealCopy Seals { get; }

    public TaxCopy Taxes { get; }

    public FamilyRegisterCopy Families { get; }

    public FeedStates Feeds { get; }

    public Notices Notices { get; }

    public UseRegistrations Uses { get; }

    public RightToIssue Right { get; }

    public RegistryFeedService Feed(ILogger<RegistryFeedService>? log = null) =>
        new(new RegisterCopies(Copy, Seals, Taxes, Families), Feeds, JukiCardKeys, [Town.Wakabadai, Town.Shiosaki], log ?? NullLogger<RegistryFeedService>.Instance);

    public Task<PushReport> PushAsync(params IEnumerable<HouseholdRow> rows) => Feed().PushHouseholds(new RowStream<HouseholdRow>(rows), new Call());

    public void Put(params IEnumerable<HouseholdRow> rows) =>
        Assert.Empty(Copy.Put([.. rows.Select((r, i) => new FedRow(i + 1, r, HouseholdRowReader.Read(r)))]));

    public void Put(params IReadOnlyList<SealRow> rows) => Seals.Put(rows);

    public void Put(params IReadOnlyList<TaxRow> rows) => Taxes.Put(rows);

    public void Put(params IReadOnlyList<FamilyRegisterRow> rows) => Families.Put(rows);

    /// <summary>Stops a register, as a notice at the counter does.</summary>
    public Notice Stop(FamilyRegisterRow register, Municipality? city = null) =>
        Notices.Take(city ?? Town.Wakabadai, [new FamilyRegisterId(register.Register)], atNight: false);

    public virtual void Dispose()
    {
        _numbers.Dispose();
        Database.Dispose();
        Tables.Dispose();
    }
}
