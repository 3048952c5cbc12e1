using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Storage;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests;

public sealed class ImportTests : IDisposable
{
    readonly JpkiTables _tables = new();
    readonly Database _database;
    readonly CertificateStore _store;

    public ImportTests()
    {
        _database = _tables.Open();
        _store = new CertificateStore(_database);
    }

    public void Dispose()
    {
        _database.Dispose();
        _tables.Dispose();
    }

    [Fact]
    public void A_population_is_taken_over_as_it_is_and_progress_is_told()
    {
        List<long> told = [];
        Assert.Equal(25_000, _store.Import(Population(25_000), new Told(told)));
        Assert.Equal([10_000, 20_000, 25_000], told);
        foreach (var expected in Population(25_000).Where(record => record.Serial.Value % 997 == 0))
            Assert.Equal(expected, _store.Find(expected.Serial));
        Assert.Null(_store.Find(new CertificateSerial(25_001)));
    }

    [Fact]
    public void An_import_with_a_number_that_is_taken_leaves_nothing()
    {
        _store.Import(Population(10).Skip(9));
        Assert.Throws<InvalidOperationException>(() => _store.Import(Population(10)));
        Assert.Null(_store.Find(new CertificateSerial(1)));
        Assert.NotNull(_store.Find(new CertificateSerial(10)));
    }

    [Fact]
    public void A_cancelled_import_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Told([], () => cancel.Cancel());
        Assert.Throws<OperationCanceledException>(() => _store.Import(Population(30_000), progress, cancel.Token));
        Assert.Null(_store.Find(new CertificateSerial(1)));
        Assert.Equal(5, _store.Import(Population(5)));
    }

    static IEnumerable<CertificateRecord> Population(int count) => Enumerable.Range(1, count).Select(n =>
        new CertificateRecord(new CertificateSerial(n), Wakabadai, Noon.AddDays(-n % 1000), Noon.AddDays(n % 1000))
        {
            Revocation = (n % 100) switch
            {
                1 => new Revocation(RevocationReason.KeyCompromise, Noon),
                2 => new Revocation(RevocationReason.CertificateHold, Noon),
                _ => null,
            },
        });

    sealed class Told(List<long> counts, Action? then = null) : IProgress<long>
    {
        public void Report(long value)
        {
            counts.Add(value);
            then?.Invoke();
        }
    }
}
