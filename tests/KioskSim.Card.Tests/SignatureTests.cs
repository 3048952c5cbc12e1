using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Card.Applet;
using KioskSim.Testing;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

public sealed class SignatureTests
{
    static readonly byte[] Document = TestCards.Ascii("apply");

    public static TheoryData<string, string> Hashes => new()
    {
        { "SHA1", "1.3.14.3.2.26" },
        { "SHA256", "2.16.840.1.101.3.4.2.1" },
        { "SHA384", "2.16.840.1.101.3.4.2.2" },
        { "SHA512", "2.16.840.1.101.3.4.2.3" },
        { "MD5", "1.2.840.113549.2.5" }, // not one the fast way knows
    };

    [Theory]
    [MemberData(nameof(Hashes))]
    public void A_signature_over_a_DigestInfo_is_PKCS1_with_that_hash(string hash, string identifier)
    {
        var algorithm = new HashAlgorithmName(hash);
        var signature = SignWithCard(DigestInfoOf(identifier, CryptographicOperations.HashData(algorithm, Document)));
        Assert.True(TestCards.UserKey.VerifyData(Document, signature, algorithm, RSASignaturePadding.Pkcs1));
        Assert.False(TestCards.SigningKey.VerifyData(Document, signature, algorithm, RSASignaturePadding.Pkcs1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)] // a bare hash is not a DigestInfo: the card signs it as it is
    [InlineData(51)] // as long as a SHA-256 DigestInfo, but none
    [InlineData(244)]
    [InlineData(245)]
    public void Any_bytes_are_padded_as_block_type_1_and_raised_to_the_key(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        var block = RaiseToPublicExponent(SignWithCard(data));
        Assert.Equal([0, 1, .. Enumerable.Repeat((byte)0xFF, 253 - length), 0, .. data], block);
    }

    [Fact]
    public void A_signature_that_begins_with_zero_is_as_long_as_any_other()
    {
        // One in 256 does; numbers are signed in turn until one is found, which 4,096 are enough for but once in nine million runs.
        var card = TestCards.Card();
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectUserPin, Verify(TestCards.Pin), SelectUserKey);
        var data = new byte[2];
        var found = false;
        for (ushort number = 0; number < 4096 && !found; number++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(data, number);
            var signature = Convert.FromHexString(terminal.Send(Sign(data))[..^4]);
            Assert.Equal([0, 1, .. Enumerable.Repeat((byte)0xFF, 251), 0, .. data], RaiseToPublicExponent(signature));
            found = signature[0] == 0;
        }

        Assert.True(found);
    }

    [Theory]
    [InlineData(246)]
    [InlineData(255)]
    public void More_bytes_than_fit_with_padding_are_refused(int length)
    {
        var card = TestCards.Card();
        var answer = new Terminal(card).Play(SelectJpki, SelectUserPin, Verify(TestCards.Pin), SelectUserKey, Sign(new byte[length]));
        Assert.Equal("6700", answer);
    }

    [Fact]
    public void The_fast_way_gives_the_bytes_that_the_standard_says()
    {
        var digestInfo = DigestInfoOf("2.16.840.1.101.3.4.2.1", SHA256.HashData(Document));
        var fast = SignWithCard(digestInfo);
        Assert.Equal(TestCards.UserKey.SignData(Document, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), fast);
        Assert.Equal([0, 1, .. Enumerable.Repeat((byte)0xFF, 253 - digestInfo.Length), 0, .. digestInfo], RaiseToPublicExponent(fast));
    }

    [Fact]
    public void The_signing_key_signs_after_the_signing_PIN()
    {
        var card = TestCards.Card();
        var digestInfo = DigestInfoOf("2.16.840.1.101.3.4.2.1", SHA256.HashData(Document));
        var answer = new Terminal(card).Play(
            SelectJpki, SelectSigningPin, Verify(TestCards.SigningPin), SelectSigningKey, Sign(digestInfo));
        var signature = Convert.FromHexString(answer[..^4]);
        Assert.True(TestCards.SigningKey.VerifyData(Document, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task Openssl_accepts_the_cards_signature_and_only_that_000_31()
    {
        using var openssl = OpenSsl.OrSkip();
        using var certificate = X509CertificateLoader.LoadCertificate(TestCards.UserCertificate);
        var signature = SignWithCard(DigestInfoOf("2.16.840.1.101.3.4.2.1", SHA256.HashData(Document)));
        openssl.Put("auth.pem", certificate.ExportCertificatePem());
        openssl.Put("data", Document);
        openssl.Put("signature", signature);
        signature[100] ^= 1;
        openssl.Put("altered", signature);
        await openssl.RunAsync("x509", "-in", "auth.pem", "-noout", "-pubkey", "-out", "key.pem");

        var good = await openssl.RunAsync("dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "data");
        Assert.Equal((0, "Verified OK\n"), good);
        var altered = await openssl.RunAsync("dgst", "-sha256", "-verify", "key.pem", "-signature", "altered", "data");
        Assert.Equal(1, altered.ExitCode);
    }

    [Fact]
    public void A_key_that_no_card_has_is_refused_when_the_card_is_made()
    {
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var key in (byte[][])[small.ExportPkcs8PrivateKey(), curve.ExportPkcs8PrivateKey(), [0x30, 0x00]])
        {
            var credential = new CardCredential(
                TestCards.UserCertificate, TestCards.IssuerCertificate, key, CardPin.UserAuthentication(TestCards.Ascii(TestCards.Pin)));
            Assert.Throws<CryptographicException>(() => new JpkiCard(new CardState(credential)));
        }
    }

    static byte[] SignWithCard(ReadOnlySpan<byte> data)
    {
        var card = TestCards.Card();
        var answer = new Terminal(card).Play(SelectJpki, SelectUserPin, Verify(TestCards.Pin), SelectUserKey, Sign(data));
        Assert.EndsWith("9000", answer);
        return Convert.FromHexString(answer[..^4]);
    }

    static byte[] DigestInfoOf(string identifier, byte[] hash)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(identifier);
                writer.WriteNull();
            }

            writer.WriteOctetString(hash);
        }

        return writer.Encode();
    }

    static byte[] RaiseToPublicExponent(byte[] signature)
    {
        var key = TestCards.UserKey.ExportParameters(includePrivateParameters: false);
        var block = BigInteger.ModPow(Unsigned(signature), Unsigned(key.Exponent!), Unsigned(key.Modulus!));
        return [0, .. block.ToByteArray(isUnsigned: true, isBigEndian: true)];
    }

    static BigInteger Unsigned(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
