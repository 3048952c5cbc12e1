using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Evidence;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;
using KioskSim.Storage;

namespace KioskSim.Benchmarks.Jpki;

/// <summary>What the centre, and again the city, does to find out who stands at the kiosk (steps 5 to 7), and its parts; without the way to JPKI.</summary>
[MemoryDiagnoser]
public class CardCheckBenchmarks
{
    static readonly DateTimeOffset Now = new(2026, 11, 18, 10, 15, 0, TimeSpan.FromHours(9));

    readonly Database _database = Database.OpenMemory();
    readonly byte[] _digest = SHA256.HashData([1]);
    readonly byte[] _nonce = new byte[32];

    byte[] _certificate = [];
    byte[] _signature = [];
    byte[] _answer = [];
    Authority _authority = null!;
    OcspResponder _responder = null!;
    TrustedAuthority _trusted = null!;
    PathValidator _paths = null!;
    PathResult _path = null!;
    EvidenceCheck _evidence = null!;
    CheckedCertificate _checked = null!;
    readonly OcspVerifier _answers = new();

    [GlobalSetup]
    public void Prepare()
    {
        var store = new CertificateStore(_database);
        _authority = Authority.Open(store, new AuthorityOptions(), Now.AddYears(-1));
        using var card = RSA.Create(JpkiProfile.KeyBits);
        var order = new IssueOrder(card.ExportSubjectPublicKeyInfo(), new MunicipalityCode("482013"), new DateOnly(1980, 6, 1), new DateOnly(2035, 6, 1));
        _certificate = _authority.Issue(order, Now.AddDays(-30)).Certificate;
        _signature = card.SignHash(_digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _trusted = new TrustedAuthority(_authority.Generations[0].Certificate);
        _paths = new PathValidator([_trusted], JpkiProfile.UserAuthentication);
        _path = _paths.Validate(_certificate, RevocationSource.AskedElsewhere, Now);
        _evidence = new EvidenceCheck([_trusted]);
        _checked = PathAndSignature();
        _responder = new OcspResponder(_authority, store, new FixedTime(), OcspResponder.UsualRefresh);
        _answer = _responder.Answer(_checked.Ask(_nonce));
        Whole();
    }

    [GlobalCleanup]
    public void Clean()
    {
        _path.Dispose();
        _responder.Dispose();
        _authority.Dispose();
        _trusted.Dispose();
        _database.Dispose();
    }

    [Benchmark(Description = "the whole check")]
    public CheckedCertificate Whole()
    {
        var certificate = PathAndSignature();
        _evidence.CheckStatus(certificate, _answer, _nonce, Now);
        return certificate;
    }

    [Benchmark(Description = "path")]
    public bool Path()
    {
        using var path = _paths.Validate(_certificate, RevocationSource.AskedElsewhere, Now);
        return path.IsValid;
    }

    [Benchmark(Description = "signature of the card")]
    public bool Signature() => _path.Key!.VerifyHash(_digest, _signature);

    [Benchmark(Description = "OCSP response")]
    public OcspVerdict Response() => _answers.Verify(_answer, _trusted, _checked.Id, _nonce, Now);

    [Benchmark(Description = "OCSP question")]
    public byte[] Question() => _checked.Ask(_nonce);

    CheckedCertificate PathAndSignature() => _evidence.CheckSignature(_certificate, _digest, _signature, Now);

    sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
