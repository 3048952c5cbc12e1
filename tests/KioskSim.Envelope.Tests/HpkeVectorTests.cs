using KioskSim.Envelope.Hpke;
using KioskSim.Vectors;

namespace KioskSim.Envelope.Tests;

/// <summary>RFC 9180 base mode of our suite against the RFC's own vectors: every encryption in sequence, every export.</summary>
public sealed class HpkeVectorTests
{
    static readonly Lazy<RfcVector> Vector = new(() => RfcVector.Read(
        Path.Combine(PublishedVectors.Folder("hpke"), "dhkem_p256_hkdf_sha256_aes256gcm.txt"), mode: 0));

    [Fact]
    public void Key_pairs_derive_as_in_the_vectors()
    {
        using var sender = DhKem.DeriveKeyPair(Vector.Value["sender_seed"]);
        using var recipient = DhKem.DeriveKeyPair(Vector.Value["ikmR"]);

        Assert.Equal(Vector.Value["enc"], DhKem.PublicKeyOf(sender));
        Assert.Equal(Vector.Value["pkRm"], DhKem.PublicKeyOf(recipient));
    }

    [Fact]
    public void Every_encryption_of_the_vectors_is_sealed_and_opened_in_sequence()
    {
        using var ephemeral = DhKem.DeriveKeyPair(Vector.Value["sender_seed"]);
        using var recipient = DhKem.ImportPrivateKey(Vector.Value["skRm"]);
        var enc = new byte[DhKem.PublicKeySize];
        using var sender = HpkeContext.ForSender(Vector.Value["pkRm"], Vector.Value["info"], ephemeral, enc);
        using var receiver = HpkeContext.ForRecipient(recipient, enc, Vector.Value["info"]);

        Assert.Equal(Vector.Value["enc"], enc);
        Assert.NotEmpty(Vector.Value.Encryptions);
        foreach (var (aad, plaintext, expected) in Vector.Value.Encryptions)
        {
            var ciphertext = new byte[plaintext.Length + HpkeContext.TagSize];
            sender.Seal(aad, plaintext, ciphertext);
            Assert.Equal(expected, ciphertext);

            var opened = new byte[plaintext.Length];
            receiver.Open(aad, ciphertext, opened);
            Assert.Equal(plaintext, opened);
        }
    }

    [Fact]
    public void Every_export_of_the_vectors_comes_out()
    {
        using var recipient = DhKem.ImportPrivateKey(Vector.Value["skRm"]);
        using var receiver = HpkeContext.ForRecipient(recipient, Vector.Value["enc"], Vector.Value["info"]);

        Assert.NotEmpty(Vector.Value.Exports);
        foreach (var (context, expected) in Vector.Value.Exports)
        {
            var secret = new byte[expected.Length];
            receiver.Export(context, secret);
            Assert.Equal(expected, secret);
        }
    }
}
