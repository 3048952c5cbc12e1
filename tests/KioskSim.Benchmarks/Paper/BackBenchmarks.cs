using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Scramble;

namespace KioskSim.Benchmarks.Paper;

/// <summary>
/// A seal registration certificate with all its layers, and the parts of that, on one core. The aim is 2 ms for the whole, 0.2 ms for the
/// scramble image.
/// </summary>
[MemoryDiagnoser]
public class BackBenchmarks
{
    static readonly MunicipalityCode City = new("482013");

    readonly CertificatePress _press = new(FontSet.Shared, new IssuingCity("葦原県", "若葉台市長", "若葉　一郎", "若葉台市長之印"));
    readonly ECDsa _signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ECDiffieHellman _inquiry = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    readonly IssueDetails _issue = new("R8-0000123", new DateTimeOffset(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9)), new byte[32]);

    readonly SealRegistrationPage _record = new(
        new SealImprint("𠮷田"), "𠮷田　葛󠄀城", "ヨシダ　カツラギ", null, new DateOnly(1988, 12, 31), false,
        "葦原県若葉台市桜通二丁目3番地4", "第0012345号", new DateOnly(2019, 5, 1));

    byte[] _key = [];
    byte[] _picture = [];
    byte[] _parcel = [];
    ComposedCertificate _composed = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _key = DhKem.PublicKeyOf(_inquiry);
        _composed = Layout();
        _picture = Picture();
        _parcel = Seal();
        _composed.PutOnBack(1, Scramble());
    }

    [Benchmark(Baseline = true)]
    public byte[] Whole()
    {
        var composed = Layout();
        composed.PutOnBack(1, ScrambleImage.Encode(Seal(composed, composed.EncodeFront(1))));
        return composed.ToPdf();
    }

    [Benchmark]
    public ComposedCertificate Layout() => _press.Compose(_record, _issue);

    [Benchmark]
    public byte[] Picture() => _composed.EncodeFront(1);

    [Benchmark]
    public byte[] Seal() => Seal(_composed, _picture);

    [Benchmark]
    public KioskSim.Paper.Images.Bitmap Scramble() => ScrambleImage.Encode(_parcel);

    [Benchmark]
    public byte[] Pdf() => _composed.ToPdf();

    byte[] Seal(ComposedCertificate certificate, byte[] picture)
    {
        using var ephemeral = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(DhKem.PrivateKeySize));
        return FrontParcel.Seal(new FrontHeader(City, _issue.Number, _issue.IssuedAt, 1, 1, certificate.Form.Digest), picture, _signing, _key, ephemeral);
    }
}
