using Google.Protobuf;
using KioskSim.Centre.PinResets;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Contracts.Internet;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Evidence;
using static KioskSim.Fixtures.Refusals;
using CardPinKind = KioskSim.Contracts.Shared.CardPinKind;
using TakeCodeReply = KioskSim.Contracts.Internet.TakeCodeReply;
using TakeCodeRequest = KioskSim.Contracts.StoreLine.TakeCodeRequest;

namespace KioskSim.Centre.Tests.PinResets;

/// <summary>A new PIN as the centre sees it: certificates in, serial numbers out, and nothing kept.</summary>
public sealed class PinResetDeskTests
{
    static readonly ByteString Challenge = ByteString.CopyFrom(new byte[UnlockCode.ChallengeSize]);
    static readonly ByteString Code = ByteString.CopyFrom([.. Enumerable.Range(0, UnlockCode.Size).Select(i => (byte)i)]);
    static readonly Call FromKiosk = new(Sessions.Kiosk.ToString());

    readonly CallRecord _calls = new();
    readonly ManualTime _clock = new(JpkiCentre.Noon);
    readonly PinResetDeskService _desk;
    readonly IssuedCertificate _card;
    ByteString _code = Code;

    public PinResetDeskTests(JpkiCentre jpki)
    {
        _card = jpki.Issue();
        var line = new FakeLine(_calls)
            .On<CardName, Reservation>("FindReservation", _ => new Reservation { Pin = CardPinKind.Signing })
            .On<Contracts.Internet.TakeCodeRequest, TakeCodeReply>("TakeCode", _ => new TakeCodeReply { Code = _code });
        _desk = new PinResetDeskService(new EvidenceCheck([jpki.Trusted]), new PinReset.PinResetClient(line), _clock);
    }

    [Fact]
    public async Task JPKI_learns_the_serial_number_of_the_card_and_no_more_000_49_000_51()
    {
        var serial = ByteString.CopyFrom(_card.Serial.ToDer());
        var found = await _desk.FindReservation(new FindReservationRequest { Certificate = Certificate }, FromKiosk);
        Assert.Equal(CardPinKind.Signing, found.Pin);
        Assert.Equal(new CardName { Serial = serial }, _calls.Only<CardName>("FindReservation"));

        var taken = await _desk.TakeCode(Request(), FromKiosk);
        Assert.Equal(Code, taken.Code);
        Assert.Equal(
            new Contracts.Internet.TakeCodeRequest { Serial = serial, Pin = CardPinKind.UserAuthentication, Challenge = Challenge },
            _calls.Only<Contracts.Internet.TakeCodeRequest>("TakeCode"));
    }

    public static TheoryData<string, FlowErrorCode> Refusals { get; } = new()
    {
        { "no certificate", FlowErrorCode.CertificateInvalid },
        { "a certificate of a megabyte", FlowErrorCode.BadRequest },
        { "another authority's", FlowErrorCode.CertificateInvalid },
        { "an expired one", FlowErrorCode.CertificateExpired },
        { "one that was altered", FlowErrorCode.CertificateInvalid },
        { "a short challenge", FlowErrorCode.BadRequest },
        { "no PIN", FlowErrorCode.BadRequest },
        { "no such PIN", FlowErrorCode.BadRequest },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_wrong_is_refused_and_JPKI_is_not_asked(string what, FlowErrorCode expected)
    {
        var request = Request();
        switch (what)
        {
            case "no certificate": request.Certificate = ByteString.Empty; break;
            case "a certificate of a megabyte": request.Certificate = ByteString.CopyFrom(new byte[1 << 20]); break;
            case "another authority's":
                using (var other = JpkiCentre.Foreign())
                    request.Certificate = ByteString.CopyFrom(other.Issue(_card.Serial).Certificate);
                break;
            case "an expired one": _clock.Now = JpkiCentre.Noon.AddYears(6); break;
            case "one that was altered":
                var altered = _card.Certificate.ToArray();
                altered[^1] ^= 1;
                request.Certificate = ByteString.CopyFrom(altered);
                break;
            case "a short challenge": request.Challenge = ByteString.CopyFrom(new byte[15]); break;
            case "no PIN": request.Pin = CardPinKind.Unspecified; break;
            case "no such PIN": request.Pin = (CardPinKind)7; break;
        }

        Assert.Equal(expected, await RefusalAsync(() => _desk.TakeCode(request, FromKiosk)));
        if (request.Challenge == Challenge && request.Pin == CardPinKind.UserAuthentication)
            Assert.Equal(expected, await RefusalAsync(() => _desk.FindReservation(new FindReservationRequest { Certificate = request.Certificate }, FromKiosk)));
        Assert.Empty(_calls.Names);
    }

    [Fact]
    public async Task A_code_of_another_size_does_not_reach_the_kiosk()
    {
        _code = ByteString.CopyFrom(Code.Span[1..]);
        Assert.Equal(FlowErrorCode.JpkiUnreachable, await RefusalAsync(() => _desk.TakeCode(Request(), FromKiosk)));
    }

    ByteString Certificate => ByteString.CopyFrom(_card.Certificate);

    TakeCodeRequest Request() => new() { Certificate = Certificate, Pin = CardPinKind.UserAuthentication, Challenge = Challenge };
}
