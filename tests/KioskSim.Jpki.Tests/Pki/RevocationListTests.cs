using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Profile;
using KioskSim.Vectors;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Pki;

public sealed class RevocationListTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    readonly CrlPublisher _publisher = new(centre.Store);

    [Fact]
    public void A_list_names_what_is_revoked_or_on_hold_and_nothing_else()
    {
        var good = centre.Issue().Serial;
        var held = centre.Issue().Serial;
        var revoked = centre.Issue().Serial;
        var unspecified = centre.Issue().Serial;
        var expired = new CertificateSerial(9_000_000);
        centre.Lifecycle.Hold(held, Noon);
        centre.Lifecycle.Revoke(revoked, RevocationReason.KeyCompromise, null, Noon);
        centre.Lifecycle.Revoke(unspecified, RevocationReason.Unspecified, null, Noon);
        centre.Store.Import(
        [
            new CertificateRecord(expired, Wakabadai, Noon.AddYears(-5), Noon.AddSeconds(-1))
            {
                Revocation = new Revocation(RevocationReason.Superseded, Noon.AddYears(-1)),
            },
        ]);

        var list = Publish();
        Assert.Equal(CrlFailure.None, list.Check(centre.Trusted, Noon));
        Assert.Null(list.Find(good.ToDer()));
        Assert.Equal(new Revocation(RevocationReason.CertificateHold, Noon), list.Find(held.ToDer()));
        Assert.Equal(new Revocation(RevocationReason.KeyCompromise, Noon), list.Find(revoked.ToDer()));
        Assert.Equal(new Revocation(RevocationReason.Unspecified, Noon), list.Find(unspecified.ToDer()));
        Assert.Null(list.Find(expired.ToDer()));
    }

    [Fact]
    public void Each_list_has_a_number_of_its_own()
    {
        var first = Publish();
        Assert.Equal(first.Number + 1, Publish().Number);
    }

    [Fact]
    public void A_generations_list_is_its_own()
    {
        using var own = new JpkiCentre();
        var old = own.Issue().Serial;
        own.Authority.BeginGeneration(Noon);
        own.Lifecycle.Revoke(old, RevocationReason.Superseded, null, Noon);
        var publisher = new CrlPublisher(own.Store);
        Assert.True(RevocationList.TryParse(publisher.Publish(own.Authority.Generations[0], Noon).OfAll(), out var first));
        Assert.True(RevocationList.TryParse(publisher.Publish(own.Authority.Generations[1], Noon).OfAll(), out var second));
        Assert.Equal((1, 0), (first.Count, second.Count));
        Assert.Equal(CrlFailure.IssuerWrong, second.Check(own.Trusted, Noon));
    }

    [Theory]
    [InlineData(-1, CrlFailure.FromTheFuture)]
    [InlineData(0, CrlFailure.None)]
    [InlineData(2 * 86400, CrlFailure.None)]
    [InlineData(2 * 86400 + 1, CrlFailure.Stale)]
    public void A_list_is_believed_from_its_update_to_the_next(int seconds, CrlFailure expected) =>
        Assert.Equal(expected, Publish().Check(centre.Trusted, Noon.AddSeconds(seconds)));

    [Fact]
    public void A_list_is_its_issuers_alone()
    {
        using var mayNot = OddCertificates.Authority(OddCertificates.FirstKey, usage: X509KeyUsageFlags.KeyCertSign);
        using var other = OddCertificates.Authority(OddCertificates.SecondKey);
        var der = new CertificateRevocationListBuilder().Build(
            JpkiProfile.AuthorityName,
            X509SignatureGenerator.CreateForRSA(OddCertificates.FirstKey, RSASignaturePadding.Pkcs1),
            1,
            Noon.AddDays(1),
            HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(OddCertificates.IdentifierOf(OddCertificates.FirstKey)),
            Noon);
        Assert.True(RevocationList.TryParse(der, out var list));
        using var right = OddCertificates.Authority(OddCertificates.FirstKey);
        Assert.Equal(CrlFailure.None, list.Check(right, Noon));
        Assert.Equal(CrlFailure.IssuerMayNotSign, list.Check(mayNot, Noon));
        Assert.Equal(CrlFailure.IssuerWrong, list.Check(other, Noon));

        der[^1] ^= 1; // the signature's last byte
        Assert.True(RevocationList.TryParse(der, out var altered));
        Assert.Equal(CrlFailure.SignatureWrong, altered.Check(right, Noon));
    }

    [Fact]
    public void Published_lists_are_read_or_refused()
    {
        var files = Directory.GetFiles(Path.Combine(PublishedVectors.Folder("pkits"), "crls"), "*.crl");
        var read = files.Count(file => RevocationList.TryParse(File.ReadAllBytes(file), out _));
        Assert.InRange(read, files.Length - 5, files.Length);
    }

    RevocationList Publish()
    {
        Assert.True(RevocationList.TryParse(_publisher.Publish(centre.Authority.Generations[0], Noon).OfAll(), out var list));
        return list;
    }
}
