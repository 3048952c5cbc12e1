using System.Text;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Host;
using KioskSim.Jpki.Store;
using KioskSim.Storage;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests;

/// <summary>What a JPKI begins with, taken from one database to another.</summary>
public sealed class BeginningTests : IDisposable
{
    readonly JpkiTables _tables = new();
    readonly byte[] _beginning;
    readonly byte[] _certificate;
    readonly List<byte[]> _authorities;

    public BeginningTests()
    {
        using var elsewhere = Database.OpenMemory();
        var store = new CertificateStore(elsewhere);
        using var authority = JpkiHost.OpenAuthority(store, new ManualTime(Noon));
        store.Import([Record(7), Record(8)]);
        _certificate = authority.Personalise(new CertificateSerial(8), CardKey.ExportSubjectPublicKeyInfo());
        _authorities = [.. authority.Generations.Select(g => g.Certificate.Der.ToArray())];
        using var file = new MemoryStream();
        store.SaveBeginning(file);
        _beginning = file.ToArray();
    }

    public void Dispose() => _tables.Dispose();

    [Fact]
    public void All_of_it_arrives_keys_records_and_certificates()
    {
        using var database = _tables.Open();
        var store = new CertificateStore(database);
        store.Begin(new MemoryStream(_beginning));

        using var authority = JpkiHost.OpenAuthority(store, new ManualTime(Noon));
        Assert.Equal(_authorities, authority.Generations.Select(g => g.Certificate.Der.ToArray()));
        Assert.Equal(Record(7), store.Find(new CertificateSerial(7)));
        Assert.Null(store.FindCertificate(new CertificateSerial(7)));
        Assert.Equal(_certificate, store.FindCertificate(new CertificateSerial(8)));
    }

    [Fact]
    public void Servers_that_begin_at_the_same_time_begin_once_and_who_comes_later_changes_nothing()
    {
        Parallel.For(0, 4, _ =>
        {
            using var database = _tables.Open();
            new CertificateStore(database).Begin(new MemoryStream(_beginning));
        });
        using var last = _tables.Open();
        var store = new CertificateStore(last);
        store.Import([Record(9)]);
        store.Begin(new MemoryStream(_beginning));
        Assert.All([7, 8, 9], serial => Assert.NotNull(store.Find(new CertificateSerial(serial))));
    }

    [Theory]
    [InlineData("what is this")]
    [InlineData("""{"table":"session","columns":[{"name":"session","content":"text"}]}""")]
    [InlineData("""{"table":"generation","columns":[{"name":"number","content":"number"},{"name":"purpose","content":"number"}]}""" + "\n[1]")]
    public void What_is_no_beginning_is_refused_and_nothing_is_kept(string file)
    {
        using var database = _tables.Open();
        var store = new CertificateStore(database);
        Assert.Throws<InvalidDataException>(() => store.Begin(new MemoryStream([.. _beginning, .. Encoding.UTF8.GetBytes(file)])));
        Assert.Null(store.Find(new CertificateSerial(7)));
    }

    static CertificateRecord Record(long serial) => new(new CertificateSerial(serial), Wakabadai, Noon.AddDays(-9), Noon.AddDays(9));
}
