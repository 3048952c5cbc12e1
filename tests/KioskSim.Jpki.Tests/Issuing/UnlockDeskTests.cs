using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Profile;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Issuing;

public sealed class UnlockDeskTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    static readonly byte[] Challenge = [.. Enumerable.Range(0, UnlockCode.ChallengeSize).Select(i => (byte)i)];

    readonly UnlockDesk _desk = new(centre.Store, Entropy.Secure);

    [Fact]
    public void Every_card_has_a_key_of_its_own_and_keeps_it()
    {
        Assert.NotEqual(_desk.KeyFor(new CertificateSerial(1)), _desk.KeyFor(new CertificateSerial(2)));
        Assert.Equal(_desk.KeyFor(new CertificateSerial(1)), new UnlockDesk(centre.Store, Entropy.Secure).KeyFor(new CertificateSerial(1)));
    }

    [Fact]
    public void The_code_answers_one_cards_challenge_for_one_PIN()
    {
        var serial = centre.Issue().Serial;
        var code = _desk.Authorise(serial, CardPinKind.UserAuthentication, Challenge);
        Assert.Equal(UnlockCode.Compute(_desk.KeyFor(serial), 0x0018, Challenge), code);
        Assert.NotEqual(code, _desk.Authorise(serial, CardPinKind.Signing, Challenge));
        Assert.NotEqual(code, _desk.Authorise(centre.Issue().Serial, CardPinKind.UserAuthentication, Challenge));
    }

    [Fact]
    public void A_card_that_was_reported_lost_gets_no_PIN_000_35()
    {
        var (held, revoked) = (centre.Issue().Serial, centre.Issue().Serial);
        centre.Lifecycle.Hold(held, Noon);
        centre.Lifecycle.Revoke(revoked, RevocationCause.Lost, Noon);
        Assert.Equal(FlowErrorCode.CertificateOnHold, Refusal(held));
        Assert.Equal(FlowErrorCode.CertificateRevoked, Refusal(revoked));
        Assert.Equal(FlowErrorCode.CertificateUnknown, Refusal(new CertificateSerial(999_999_999)));
        Assert.Equal(FlowErrorCode.BadRequest, Refusal(centre.Issue().Serial, (CardPinKind)7));
        Assert.Equal(FlowErrorCode.BadRequest, Refusal(centre.Issue().Serial, challenge: Challenge[1..]));
    }

    FlowErrorCode Refusal(CertificateSerial serial, CardPinKind pin = CardPinKind.UserAuthentication, byte[]? challenge = null) =>
        Assert.Throws<FlowException>(() => _desk.Authorise(serial, pin, challenge ?? Challenge)).Code;
}
