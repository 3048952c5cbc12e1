using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Jpki.Tests;
using static KioskSim.Centre.Tests.Fixtures.Sessions;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Centre.Tests.Issuance;

/// <summary>A 住基カード at the centre: everything is as with a certificate, but that there is nothing to check here and nothing to ask JPKI.</summary>
public sealed class JukiCardTests(JpkiCentre jpki) : IDisposable
{
    static readonly ShownCard Shown = new ShownCard.Juki(new JukiCardNumber(15_000_007));

    readonly CentreOffice _office = new(jpki) { JpkiAnswers = _ => throw new InvalidOperationException("JPKI is asked about a card that it does not know.") };

    [Fact]
    public async Task JPKI_is_asked_nothing_at_all_and_the_city_everything_001_41()
    {
        var visit = await _office.VisitAsync(Shown);
        await visit.ApplyAsync();
        await visit.IssueAsync();
        await visit.ReleaseAsync();
        var record = await visit.SettleAsync(Delivery);

        Assert.Equal(["Prepare", "Issue", "Release", "Settle"], _office.Calls.Names);
        Assert.Equal(SessionState.Delivered, record.State);
    }

    [Fact]
    public async Task The_city_gets_number_and_signature_as_they_came_and_nothing_that_looks_like_a_proof()
    {
        var visit = await _office.VisitAsync(Shown);
        var signature = ByteString.CopyFromUtf8("only the city can tell");
        await visit.ApplyAsync(signature);
        await visit.IssueAsync();
        await visit.ReleaseAsync();

        Assert.Equal(
            new PrepareRequest
            {
                Routing = Wire.Routing(visit.Routing), SealedApplication = visit.Parcel,
                Evidence = new Evidence { JukiCard = 15_000_007, Signature = signature, Nonce = ByteString.CopyFrom(visit.Nonce), ReplyKey = visit.ReplyKey },
            },
            _office.Calls.Only<PrepareRequest>("Prepare"));
        Assert.Equal(
            new ReleaseRequest { Municipality = City.ToString(), Session = Wire.Session(visit.Session) }, _office.Calls.Only<ReleaseRequest>("Release"));
    }

    [Fact]
    public async Task A_session_begun_with_a_certificate_is_checked_as_one_whatever_signed_001_41()
    {
        var visit = await _office.VisitAsync();
        using var other = RSA.Create(2048);
        var signature = ByteString.CopyFrom(other.SignHash(
            visit.Digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.Equal(SignatureInvalid, await RefusalAsync(() => visit.ApplyAsync(signature)));
        Assert.Empty(_office.Calls.Names); // and no city is told that it was a 住基カード
    }

    [Fact]
    public async Task A_session_begun_with_a_resident_basic_card_stays_one_though_a_good_certificate_signs_001_41()
    {
        var visit = await _office.VisitAsync(Shown);
        await visit.ApplyAsync(visit.Sign());

        var evidence = _office.Calls.Only<PrepareRequest>("Prepare").Evidence;
        Assert.Equal((Evidence.CardOneofCase.JukiCard, true), (evidence.CardCase, evidence.OcspResponse.IsEmpty));
    }

    [Fact]
    public async Task A_nonce_is_good_once_and_for_a_minute_with_this_card_too()
    {
        var visit = await _office.VisitAsync(Shown);
        await visit.ApplyAsync();
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.ApplyAsync()));

        var late = await _office.VisitAsync(Shown);
        _office.Sessions.Clock.Now += TimeSpan.FromSeconds(61);
        Assert.Equal(SessionExpired, await RefusalAsync(() => late.ApplyAsync()));
        Assert.Empty(_office.Calls.Names);
    }

    [Theory]
    [InlineData(JukiCardReturned)]
    [InlineData(JukiCardExpired)]
    [InlineData(JukiCardSuperseded)]
    [InlineData(SignatureInvalid)]
    public async Task What_the_city_says_reaches_the_kiosk_unchanged_and_nobody_has_paid_003_32(FlowErrorCode code)
    {
        var visit = await _office.VisitAsync(Shown);
        _office.City.Prepare = _ => throw new FlowException(code);
        Assert.Equal(code, await RefusalAsync(() => visit.ApplyAsync()));
        Assert.Equal(SessionState.Begun, _office.Sessions.State(visit.Session));
    }

    [Fact]
    public void A_card_shows_nothing_of_itself_in_a_log() => Assert.DoesNotContain("15", Shown.ToString());

    public void Dispose() => _office.Dispose();
}
