using System.Security.Cryptography;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;
using KioskSim.Storage;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests;

public sealed class AuthorityTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    readonly Authority _authority = centre.Authority;

    [Fact]
    public void An_issued_certificate_leads_to_its_authority_and_is_known_000_16()
    {
        var issued = centre.Issue();
        using var path = new PathValidator([centre.Trusted], JpkiProfile.UserAuthentication)
            .Validate(issued.Certificate, RevocationSource.AskedElsewhere, Noon);
        Assert.True(path.IsValid, path.Failure.ToString());
        Assert.Equal(issued.Serial.ToDer(), path.Leaf.SerialNumber.ToArray());

        var record = centre.Store.Find(issued.Serial)!;
        Assert.Equal((Wakabadai, Noon, 1), (record.Municipality, record.NotBefore, record.Generation));
        Assert.Equal(CertificateLifetime.EndOf(new DateOnly(2031, 6, 1)), record.NotAfter);
        Assert.Equal(path.Leaf.NotAfter, record.NotAfter);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.FromHours(9)), record.UsableFrom);
        Assert.Equal(CertificateState.Good, record.Status.State);
        Assert.Equal(issued.Certificate, centre.Store.FindCertificate(issued.Serial));
    }

    [Fact]
    public void Serial_numbers_follow_each_other_and_a_wanted_one_is_taken_once()
    {
        using var other = new JpkiCentre();
        Assert.Equal([1, 2], [other.Issue().Serial.Value, other.Issue().Serial.Value]);
        Assert.Equal(500, other.Issue(new CertificateSerial(500)).Serial.Value);
        Assert.Equal(501, other.Issue().Serial.Value);
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => other.Issue(new CertificateSerial(500))).Code);
    }

    [Theory]
    [InlineData("1980-06-01", "2026-11-17")] // the card expired yesterday
    [InlineData("2026-11-19", "2036-06-01")] // born tomorrow
    public void Dates_that_do_not_fit_are_refused(string birth, string cardExpiry)
    {
        var order = new IssueOrder(CardPublicKey, Wakabadai, DateOnly.Parse(birth), DateOnly.Parse(cardExpiry));
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => _authority.Issue(order, Noon)).Code);
    }

    public static TheoryData<string, byte[]> WrongKeys => new()
    {
        { "nothing", [] },
        { "no key", new byte[294] },
        { "RSA of 1,024 bits", RSA.Create(1024).ExportSubjectPublicKeyInfo() },
        { "RSA of 3,072 bits", RSA.Create(3072).ExportSubjectPublicKeyInfo() },
        { "a key on a curve", ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfo() },
        { "something after the key", [.. CardPublicKey, 0] },
        { "a very long one", new byte[1 << 20] },
    };

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public void Only_a_key_of_the_profile_is_certified(string what, byte[] key)
    {
        var refusal = Assert.Throws<FlowException>(() => _authority.Issue(new IssueOrder(key, Wakabadai, Birth, CardExpiry), Noon));
        Assert.True(refusal.Code == FlowErrorCode.BadRequest, what);
    }

    [Fact]
    public void A_key_with_another_exponent_is_not_certified()
    {
        var key = CardKey.ExportParameters(includePrivateParameters: false);
        key.Exponent = [3];
        using var odd = RSA.Create(key);
        var order = new IssueOrder(odd.ExportSubjectPublicKeyInfo(), Wakabadai, Birth, CardExpiry);
        Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => _authority.Issue(order, Noon)).Code);
    }

    [Fact]
    public void A_seeded_certificate_gets_its_key_later_and_keeps_its_dates()
    {
        var serial = new CertificateSerial(7_000_000);
        var from = CertificateLifetime.StartOf(new DateOnly(2023, 5, 9));
        var to = CertificateLifetime.EndOf(new DateOnly(2028, 2, 3));
        centre.Store.Import([new CertificateRecord(serial, Wakabadai, from, to)]);
        Assert.Null(centre.Store.FindCertificate(serial));

        var certificate = _authority.Personalise(serial, CardPublicKey);
        Assert.True(ParsedCertificate.TryParse(certificate, out var parsed));
        Assert.Equal((from, to), (parsed.NotBefore, parsed.NotAfter));
        Assert.Equal(serial.ToDer(), parsed.SerialNumber.ToArray());
        Assert.Equal(CardPublicKey, parsed.SubjectPublicKeyInfo.ToArray());
        Assert.Equal(certificate, _authority.Personalise(serial, CardPublicKey)); // asked again
        using var other = RSA.Create(2048);
        var refusal = Assert.Throws<FlowException>(() => _authority.Personalise(serial, other.ExportSubjectPublicKeyInfo()));
        Assert.Equal(FlowErrorCode.BadRequest, refusal.Code);
    }

    [Fact]
    public void What_was_never_issued_cannot_be_made()
    {
        var refusal = Assert.Throws<FlowException>(() => _authority.Personalise(new CertificateSerial(999_999), CardPublicKey));
        Assert.Equal(FlowErrorCode.CertificateUnknown, refusal.Code);
    }

    [Fact]
    public async Task Of_two_cards_made_at_once_for_one_certificate_one_is_refused()
    {
        var serial = new CertificateSerial(7_100_000);
        centre.Store.Import([new CertificateRecord(serial, Wakabadai, Noon, Noon.AddYears(5))]);
        using var other = RSA.Create(2048);
        byte[][] keys = [CardPublicKey, other.ExportSubjectPublicKeyInfo()];
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            try
            {
                return _authority.Personalise(serial, keys[i % 2]);
            }
            catch (FlowException)
            {
                return null;
            }
        })));
        Assert.Equal(4, made.Count(certificate => certificate is not null));
        var kept = centre.Store.FindCertificate(serial);
        Assert.All(made.Where(certificate => certificate is not null), certificate => Assert.Equal(kept, certificate));
    }

    [Fact]
    public void Keys_are_made_once_and_kept()
    {
        using var database = Database.OpenMemory();
        var store = new CertificateStore(database);
        using var first = Authority.Open(store, new AuthorityOptions(), Noon);
        using var again = Authority.Open(store, new AuthorityOptions(), Noon.AddYears(1));
        Assert.Equal(first.Generations[0].Certificate.Der.ToArray(), Assert.Single(again.Generations).Certificate.Der.ToArray());
        var issued = again.Issue(new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry), Noon);
        using var trusted = new TrustedAuthority(first.Generations[0].Certificate);
        using var path = new PathValidator([trusted], JpkiProfile.UserAuthentication)
            .Validate(issued.Certificate, RevocationSource.AskedElsewhere, Noon);
        Assert.True(path.IsValid);
    }

    [Fact]
    public void A_new_generation_issues_under_the_old_name_and_the_old_ones_certificates_stay_good()
    {
        using var own = new JpkiCentre();
        var old = own.Issue();
        own.Authority.BeginGeneration(Noon);
        var young = own.Issue();
        var generations = own.Authority.Generations.Select(generation => new TrustedAuthority(generation.Certificate)).ToList();
        Assert.Equal(generations[0].Certificate.Subject.ToArray(), generations[1].Certificate.Subject.ToArray());
        Assert.NotEqual(generations[0].Certificate.SerialNumber.ToArray(), generations[1].Certificate.SerialNumber.ToArray());

        var validator = new PathValidator(generations, JpkiProfile.UserAuthentication);
        using var oldPath = validator.Validate(old.Certificate, RevocationSource.AskedElsewhere, Noon);
        using var youngPath = validator.Validate(young.Certificate, RevocationSource.AskedElsewhere, Noon);
        Assert.Same(generations[0], oldPath.Anchor);
        Assert.Same(generations[1], youngPath.Anchor);
        generations.ForEach(generation => generation.Dispose());
    }
}
