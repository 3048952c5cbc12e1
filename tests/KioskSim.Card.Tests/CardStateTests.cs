using System.Text;
using KioskSim.Card.Applet;

namespace KioskSim.Card.Tests;

public sealed class CardStateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stored_card_comes_back_as_it_was(bool signing)
    {
        var state = TestCards.State(tries: 2, signing);
        var again = CardState.FromJson(state.ToJson());
        Assert.Equal(TestCards.UserCertificate, again.UserAuthentication.Certificate.ToArray());
        Assert.Equal(TestCards.IssuerCertificate, again.UserAuthentication.IssuerCertificate.ToArray());
        Assert.Equal(2, again.UserAuthentication.Pin.TriesLeft);
        Assert.Equal(signing, again.Signing is not null);
        Assert.Equal(state.ToJson(), again.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"userAuthentication":null}""")]
    [InlineData("""{"userAuthentication":{"certificate":"AA==",FILES,"pin":"9876","triesLeft":9}}""")]
    [InlineData("""{"userAuthentication":{"certificate":"AA==",FILES,"pin":"98765","triesLeft":1}}""")]
    [InlineData("""{"userAuthentication":{"certificate":"",FILES,"pin":"9876","triesLeft":1}}""")]
    [InlineData("""{"userAuthentication":{"certificate":"!",FILES,"pin":"9876","triesLeft":1}}""")]
    public void What_is_no_stored_card_is_refused_without_being_repeated(string json)
    {
        var stored = json.Replace("FILES", """ "issuerCertificate":"AA==","privateKey":"AA==" """, StringComparison.Ordinal);
        var refusal = Assert.Throws<FormatException>(() => CardState.FromJson(Encoding.UTF8.GetBytes(stored)));
        Assert.DoesNotContain("9876", refusal.ToString());
    }

    [Fact]
    public void Nothing_of_a_card_is_in_its_text()
    {
        var state = TestCards.State();
        Assert.DoesNotContain(TestCards.Pin, $"{state} {state.UserAuthentication} {state.UserAuthentication.Pin} {state.Signing?.Pin}");
    }
}
