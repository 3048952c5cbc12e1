using System.Security.Cryptography;
using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Tests;

/// <summary>スマホ用電子証明書: the applet in a phone, behind the same channel as a card.</summary>
public sealed class PhoneTests
{
    const string SelectToken = "00A4020C020006";
    static readonly byte[] Hash = SHA256.HashData("what is signed"u8);

    static JpkiCard Phone(CardForm form) => new(CardState.FromJson((TestCards.State() with { Form = form }).ToJson()));

    [Theory]
    [InlineData(CardForm.Card, "JPKIAPICCTOKEN2")]
    [InlineData(CardForm.Phone, "JPKIAPGPSETOKEN")]
    [InlineData(CardForm.PhoneWithoutPin, "JPKIAPGPSETOKEN")]
    public void The_token_file_says_what_it_is(CardForm form, string token)
    {
        var card = Phone(form);
        var answer = new Terminal(card).Play(Terminal.SelectJpki, SelectToken, "00B0000020");
        Assert.Equal(token.PadRight(32), System.Text.Encoding.ASCII.GetString(Convert.FromHexString(answer)[..^2]));
    }

    [Fact]
    public void A_phone_with_a_PIN_is_used_as_a_card_is_000_31()
    {
        var phone = Phone(CardForm.Phone);
        var reader = new JpkiReader(phone);
        reader.SelectApplication();
        Assert.Equal(3, reader.TriesLeft());
        Assert.Equal(FlowErrorCode.CardUnreadable, Assert.Throws<FlowException>(() => reader.Sign(Hash, new byte[256])).Code);
        Assert.True(reader.VerifyPin(TestCards.Ascii(TestCards.Pin)).Accepted);
        Assert.True(Signs(reader));
    }

    [Fact]
    public void A_phone_that_knows_its_holder_has_no_PIN_and_signs_once_each_time_it_is_shown()
    {
        var phone = Phone(CardForm.PhoneWithoutPin);
        var reader = new JpkiReader(phone);
        reader.SelectApplication();
        Assert.Null(reader.TriesLeft());
        Assert.True(Signs(reader));
        Assert.Equal(FlowErrorCode.CardUnreadable, Assert.Throws<FlowException>(() => reader.Sign(Hash, new byte[256])).Code);
        phone.Reset();
        reader.SelectApplication();
        Assert.Equal(FlowErrorCode.CardUnreadable, Assert.Throws<FlowException>(() => reader.Sign(Hash, new byte[256])).Code);
    }

    [Fact]
    public void Knowing_its_holder_opens_the_key_for_user_authentication_only()
    {
        var phone = Phone(CardForm.PhoneWithoutPin);
        Assert.Equal("6982", new Terminal(phone).Play(Terminal.SelectJpki, Terminal.SelectSigningKey, Terminal.Sign(new byte[51])));
        Assert.Equal("6982", new Terminal(phone).Play(Terminal.SelectSigningCertificate, "00B0000004"));
    }

    static bool Signs(JpkiReader reader)
    {
        var signature = new byte[JpkiReader.SignatureSize];
        reader.Sign(Hash, signature);
        return TestCards.UserKey.VerifyHash(Hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
