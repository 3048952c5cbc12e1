using System.Security.Cryptography;
using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Tests;

/// <summary>A kiosk's commands to a 住基カード, and to what is none.</summary>
public sealed class JukiReaderTests
{
    static readonly byte[] Hash = SHA256.HashData("what is signed"u8);

    [Fact]
    public void It_reads_the_card_gives_the_PIN_and_gets_a_signature_001_41()
    {
        var card = TestCards.JukiCard();
        var reader = new JukiReader(card);
        Assert.True(reader.TrySelectApplication());
        Assert.Equal(TestCards.JukiState().Info, reader.ReadInfo());
        Assert.Equal(3, reader.TriesLeft());
        Assert.Equal(FlowErrorCode.CardUnreadable, Assert.Throws<FlowException>(() => reader.Sign(Hash, new byte[256])).Code);
        Assert.Equal(new PinResult(Accepted: false, 2), reader.VerifyPin("0000"u8));
        Assert.True(reader.VerifyPin(TestCards.Ascii(TestCards.Pin)).Accepted);
        var signature = new byte[256];
        Assert.Equal(256, reader.Sign(Hash, signature));
        Assert.True(TestCards.JukiKey.VerifyHash(Hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void A_locked_card_says_so()
    {
        var card = new JukiCard(TestCards.JukiState(tries: 0));
        var reader = new JukiReader(card);
        Assert.True(reader.TrySelectApplication());
        Assert.Equal(0, reader.TriesLeft());
        Assert.True(reader.VerifyPin(TestCards.Ascii(TestCards.Pin)).IsLocked);
    }

    [Fact]
    public void Which_card_lies_there_is_found_out_by_its_applications()
    {
        var juki = TestCards.JukiCard();
        var jpki = TestCards.Card();
        Assert.Equal((false, true), (new JpkiReader(juki).TrySelectApplication(), new JukiReader(juki).TrySelectApplication()));
        Assert.Equal((true, false), (new JpkiReader(jpki).TrySelectApplication(), new JukiReader(jpki).TrySelectApplication()));
    }
}
