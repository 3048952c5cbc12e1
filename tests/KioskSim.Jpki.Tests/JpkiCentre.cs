using System.Security.Cryptography;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Paths;
using KioskSim.Storage;

namespace KioskSim.Jpki.Tests;

/// <summary>A whole JPKI, its clock at noon in Japan on 18 November 2026.</summary>
public sealed class JpkiCentre : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 18, 12, 0, 0, TimeSpan.FromHours(9));
    public static readonly MunicipalityCode Wakabadai = MunicipalityCode.FromFiveDigits("48201");
    public static readonly MunicipalityCode Shiosaki = MunicipalityCode.FromFiveDigits("48202");
    public static readonly DateOnly Birth = new(1980, 6, 1);
    public static readonly DateOnly CardExpiry = new(2035, 6, 1);

    public JpkiCentre() : this(new AuthorityOptions())
    {
    }

    /// <param name="refresh">Of the status data; null: each answer is live.</param>
    /// <param name="keys">Which set of keys it has: all of one set look alike to whoever trusts a key.</param>
    internal JpkiCentre(AuthorityOptions options, TimeSpan? refresh = null, int keys = 0)
    {
        Database = Tables.Open();
        Store = new CertificateStore(Database);
        Options = options with { MakeKey = new TestKeys(keys).Next };
        Authority = Authority.Open(Store, Options, Noon.AddYears(-1));
        Lifecycle = new Lifecycle(Store);
        Trusted = new TrustedAuthority(Authority.Generations[0].Certificate);
        Responder = new OcspResponder(Authority, Store, Time, refresh ?? TimeSpan.Zero);
    }

    /// <summary>The same name, other keys.</summary>
    public static JpkiCentre Foreign() => new(new AuthorityOptions(), keys: 1);

    internal AuthorityOptions Options { get; }

    internal JpkiTables Tables { get; } = new();

    internal Database Database { get; }

    internal ManualTime Time { get; } = new(Noon);

    public CertificateStore Store { get; }

    public Authority Authority { get; }

    public Lifecycle Lifecycle { get; }

    /// <summary>The first generation.</summary>
    public TrustedAuthority Trusted { get; }

    public OcspResponder Responder { get; }

    /// <summary>The key of every card; made once a run.</summary>
    public static RSA CardKey { get; } = RSA.Create(2048);

    public static byte[] CardPublicKey { get; } = CardKey.ExportSubjectPublicKeyInfo();

    public IssuedCertificate Issue(CertificateSerial? serial = null) => Issue(Authority, serial);

    internal IssuedCertificate IssueIn(MunicipalityCode municipality) =>
        Authority.Issue(new IssueOrder(CardPublicKey, municipality, Birth, CardExpiry), Time.Now);

    public IssuedCertificate Issue(Authority authority, CertificateSerial? serial) =>
        authority.Issue(new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry, serial), Time.Now);

    /// <summary>What a broken disk does to the store.</summary>
    internal void DropTables() => Tables.Drop();

    public void Dispose()
    {
        Responder.Dispose();
        Trusted.Dispose();
        Authority.Dispose();
        Database.Dispose();
        Tables.Dispose();
    }
}
