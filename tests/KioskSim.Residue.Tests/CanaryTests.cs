using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Proof.Canaries;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Residue.Tests;

/// <summary>What is searched for is what the kiosk really has: a search for the wrong bytes finds nothing, ever.</summary>
public sealed class CanaryTests
{
    const ulong Seed = 5;

    [Fact]
    public void The_content_key_that_is_searched_for_opens_what_the_kiosk_seals()
    {
        using var city = DhKem.DeriveKeyPair(new SeededEntropy(1, "city").Bytes(32));
        var entropy = new NumberedEntropy(Seed, KioskKeys.Kiosk);
        entropy.Bytes(72); // a shuffled pad
        using var ephemeral = DhKem.DeriveKeyPair(entropy.Bytes(32));
        var routing = new Routing(new SessionId(7), new KioskId("K0001"), new MunicipalityCode("482013"), CertificateKind.ResidentRecord);
        var parcel = new Application(CertificateKind.ResidentRecord, new Copies(1), CertificateOptions.None)
            .Seal(routing, DhKem.PublicKeyOf(city), ephemeral, new byte[Application.PlaintextSize]);

        var canaries = KioskKeys.Of(Seed, 0..3, DhKem.PublicKeyOf(city)).ToDictionary(c => c.Name, c => c.Bytes);
        using var aead = new AesGcm(canaries["application 1, content key"], HpkeContext.TagSize);
        var plaintext = new byte[Application.PlaintextSize];
        var sealedPart = parcel.AsSpan(DhKem.PublicKeySize);
        aead.Decrypt(canaries["application 1, base nonce"], sealedPart[..^HpkeContext.TagSize], sealedPart[^HpkeContext.TagSize..], plaintext, Bound(routing));
        Assert.StartsWith("KSA1", Encoding.ASCII.GetString(plaintext));
        Assert.Equal(ephemeral.ExportParameters(includePrivateParameters: true).D, canaries["key 1, private number"]);
    }

    [Fact]
    public void So_does_that_of_a_certificate_and_another_session_has_another()
    {
        var certificates = KioskKeys.OfCertificates(Seed, 0..2, 0..2).ToDictionary(c => c.Name, c => c.Bytes);
        using var reply = DhKem.DeriveKeyPair(Drawn(KioskKeys.Kiosk, 1));
        using var ephemeral = DhKem.DeriveKeyPair(Drawn(KioskKeys.City, 0));
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var session = new SessionId(9);
        var parcel = CertificateParcel.Seal(
            new CertificateHeader(session, new MunicipalityCode("482013"), "482013-1", 1), new byte[32], "%PDF"u8, signing, DhKem.PublicKeyOf(reply), ephemeral);

        var sealedPart = parcel.AsSpan(DhKem.PublicKeySize);
        var plaintext = new byte[sealedPart.Length - HpkeContext.TagSize];
        using (var aead = new AesGcm(certificates["certificate 1/0, content key"], HpkeContext.TagSize))
            aead.Decrypt(certificates["certificate 1/0, base nonce"], sealedPart[..^HpkeContext.TagSize], sealedPart[^HpkeContext.TagSize..], plaintext, session.ToBytes());
        Assert.EndsWith("%PDF", Encoding.ASCII.GetString(plaintext));
        Assert.Equal(certificates.Count, certificates.Values.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void A_text_is_looked_for_in_both_widths_and_byte_orders_and_never_when_chance_could_make_it()
    {
        Assert.Equal(["name, UTF-8", "name, UTF-16", "name, UTF-16 big endian"], Texts.Of("name", "綾小路瑠璃江").Select(c => c.Name));
        Assert.Equal(["12", "16", "16"], Texts.Of("number", "123456789012").Select(c => $"{c.Shortest}"));
        Assert.Equal(["10", "20", "20"], Texts.Of("issue number", "R8-0004100", whole: true).Select(c => $"{c.Shortest}"));
        Assert.Empty(Texts.Of("PIN", "123")); // nor four digits alone, which stand in any program
        Assert.Equal(new PatternSet(Visitor.Canaries()).Canaries.Count, Visitor.Canaries().Count());
    }

    static byte[] Drawn(string label, int request)
    {
        var drawn = new byte[32];
        NumberedEntropy.Draw(Seed, label, request, drawn);
        return drawn;
    }

    // What binds an application to its routing: SHA-256 over purpose and fields, each with its length.
    static byte[] Bound(Routing routing)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in (byte[][])["KioskSim routing v1"u8.ToArray(), routing.Session.ToBytes(), Encoding.UTF8.GetBytes($"{routing.Kiosk}"), Encoding.UTF8.GetBytes($"{routing.Municipality}")])
        {
            digest.AppendData([0, (byte)field.Length]);
            digest.AppendData(field);
        }

        digest.AppendData([0, (byte)routing.Kind]);
        return digest.GetHashAndReset();
    }
}
