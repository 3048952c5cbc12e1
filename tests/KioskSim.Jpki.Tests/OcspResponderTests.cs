using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Paths;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests;

/// <summary>Our responder asked by our asker; that others agree with both is shown in <c>Openssl</c>.</summary>
public sealed class OcspResponderTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    readonly OcspVerifier _verifier = new();

    [Theory]
    [InlineData(CertIdHash.Sha1)]
    [InlineData(CertIdHash.Sha256)]
    public void Good_held_revoked_and_unknown_certificates_are_told_apart_000_50(CertIdHash hash)
    {
        var good = centre.Issue().Serial;
        var held = centre.Issue().Serial;
        var revoked = centre.Issue().Serial;
        var unknown = new CertificateSerial(123_456_789);
        centre.Lifecycle.Hold(held, Noon);
        centre.Lifecycle.Revoke(revoked, RevocationReason.KeyCompromise, null, Noon);

        Assert.Equal(CertificateStatus.Good, Ask(good, hash).Status);
        Assert.Equal(CertificateStatus.Revoked(new Revocation(RevocationReason.CertificateHold, Noon)), Ask(held, hash).Status);
        Assert.Equal(CertificateStatus.Revoked(new Revocation(RevocationReason.KeyCompromise, Noon)), Ask(revoked, hash).Status);
        Assert.Equal(CertificateStatus.Unknown, Ask(unknown, hash).Status);

        Ask(good, hash).ThrowIfNotGood();
        Assert.Equal(FlowErrorCode.CertificateOnHold, Assert.Throws<FlowException>(Ask(held, hash).ThrowIfNotGood).Code);
        Assert.Equal(FlowErrorCode.CertificateRevoked, Assert.Throws<FlowException>(Ask(revoked, hash).ThrowIfNotGood).Code);
        Assert.Equal(FlowErrorCode.CertificateUnknown, Assert.Throws<FlowException>(Ask(unknown, hash).ThrowIfNotGood).Code);
    }

    [Fact]
    public void A_released_hold_is_good_again()
    {
        var serial = centre.Issue().Serial;
        centre.Lifecycle.Hold(serial, Noon);
        centre.Lifecycle.Release(serial);
        Assert.Equal(CertificateStatus.Good, Ask(serial).Status);
    }

    [Fact]
    public void A_serial_number_longer_than_any_of_ours_is_unknown()
    {
        var id = CertId.For(centre.Trusted.Certificate, [0x7F, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
        var response = centre.Responder.Answer(new OcspRequest([id], Nonce).Encode());
        Assert.Equal(CertificateStatus.Unknown, _verifier.Verify(response, centre.Trusted, id, Nonce, Noon).Status);
    }

    [Fact]
    public void Several_certificates_are_answered_in_one_response()
    {
        var good = Id(centre.Issue().Serial);
        var revokedSerial = centre.Issue().Serial;
        centre.Lifecycle.Revoke(revokedSerial, RevocationReason.Superseded, null, Noon);
        var revoked = Id(revokedSerial);
        var response = centre.Responder.Answer(new OcspRequest([good, revoked], Nonce).Encode());
        Assert.Equal(CertificateState.Good, _verifier.Verify(response, centre.Trusted, good, Nonce, Noon).Status.State);
        Assert.Equal(CertificateState.Revoked, _verifier.Verify(response, centre.Trusted, revoked, Nonce, Noon).Status.State);
    }

    [Fact]
    public void Without_a_nonce_the_answer_has_none()
    {
        var id = Id(centre.Issue().Serial);
        var response = centre.Responder.Answer(new OcspRequest([id]).Encode());
        Assert.Equal(CertificateState.Good, _verifier.VerifyEvidence(response, centre.Trusted, id, Noon).Status.State);
        Assert.Equal(OcspFailure.NonceWrong, _verifier.Verify(response, centre.Trusted, id, Nonce, Noon).Failure);
    }

    [Fact]
    public void A_live_answer_says_for_how_long_it_is_good()
    {
        var verdict = Ask(centre.Issue().Serial);
        Assert.Equal((Noon, Noon.AddMinutes(15)), (verdict.ThisUpdate, verdict.NextUpdate));
    }

    [Fact]
    public void A_foreign_authority_is_none_of_our_business()
    {
        using var foreign = JpkiCentre.Foreign();
        var foreignId = CertId.For(foreign.Trusted.Certificate, new CertificateSerial(1));
        Assert.Equal(OcspResponseStatus.Unauthorized, RefusalOf(new OcspRequest([foreignId], Nonce).Encode()));
        Assert.Equal(OcspResponseStatus.Unauthorized, RefusalOf(new OcspRequest([Id(centre.Issue().Serial), foreignId], Nonce).Encode()));
    }

    [Fact]
    public void Each_generation_answers_for_its_own_certificates()
    {
        using var own = new JpkiCentre();
        var old = own.Issue().Serial;
        own.Authority.BeginGeneration(Noon);
        var young = own.Issue().Serial;
        using var second = new TrustedAuthority(own.Authority.Generations[1].Certificate);

        CertificateState StateOf(CertificateSerial serial, TrustedAuthority issuer)
        {
            var id = CertId.For(issuer.Certificate, serial);
            var verdict = _verifier.Verify(own.Responder.Answer(new OcspRequest([id], Nonce).Encode()), issuer, id, Nonce, Noon);
            Assert.Equal(OcspFailure.None, verdict.Failure);
            return verdict.Status.State;
        }

        Assert.Equal(CertificateState.Good, StateOf(old, own.Trusted));
        Assert.Equal(CertificateState.Good, StateOf(young, second));
        Assert.Equal(CertificateState.Unknown, StateOf(young, own.Trusted));
        Assert.Equal(CertificateState.Unknown, StateOf(old, second));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3000")]
    [InlineData("30023000")]
    [InlineData("300430023000")]
    public void What_is_no_request_is_called_malformed(string request) =>
        Assert.Equal(OcspResponseStatus.MalformedRequest, RefusalOf(Convert.FromHexString(request)));

    [Fact]
    public void More_than_a_request_may_hold_is_called_malformed()
    {
        var id = Id(new CertificateSerial(1));
        var most = new OcspRequest([.. Enumerable.Repeat(id, OcspRequest.MostCertificates)]).Encode();
        Assert.True(OcspRequest.TryParse(most, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OcspRequest([.. Enumerable.Repeat(id, OcspRequest.MostCertificates + 1)]));
        Assert.Equal(OcspResponseStatus.MalformedRequest, RefusalOf(new OcspRequest([id], new byte[129]).Encode()));
        Assert.Equal(OcspResponseStatus.MalformedRequest, RefusalOf(new byte[1 << 20]));
    }

    [Fact]
    public void A_responder_whose_store_fails_says_try_later()
    {
        using var own = new JpkiCentre();
        var id = CertId.For(own.Trusted.Certificate, own.Issue().Serial);
        own.DropTables();
        var response = own.Responder.Answer(new OcspRequest([id], Nonce).Encode());
        Assert.Equal(OcspResponseStatus.TryLater, _verifier.Verify(response, own.Trusted, id, Nonce, Noon).ResponseStatus);
    }

    [Fact]
    public async Task Many_ask_at_once()
    {
        var serials = Enumerable.Range(0, 8).Select(_ => centre.Issue().Serial).ToList();
        centre.Lifecycle.Revoke(serials[3], RevocationReason.Unspecified, null, Noon);
        var states = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => (i, Ask(serials[i % 8]).Status.State))));
        Assert.All(states, asked => Assert.Equal(asked.i % 8 == 3 ? CertificateState.Revoked : CertificateState.Good, asked.State));
    }

    OcspVerdict Ask(CertificateSerial serial, CertIdHash hash = CertIdHash.Sha256)
    {
        var id = Id(serial, hash);
        var verdict = _verifier.Verify(centre.Responder.Answer(new OcspRequest([id], Nonce).Encode()), centre.Trusted, id, Nonce, Noon);
        Assert.Equal(OcspFailure.None, verdict.Failure);
        return verdict;
    }

    CertId Id(CertificateSerial serial, CertIdHash hash = CertIdHash.Sha256) => CertId.For(centre.Trusted.Certificate, serial, hash);

    OcspResponseStatus RefusalOf(byte[] request)
    {
        var verdict = _verifier.VerifyEvidence(centre.Responder.Answer(request), centre.Trusted, Id(new CertificateSerial(1)), Noon);
        Assert.Equal(OcspFailure.Refused, verdict.Failure);
        Assert.Equal(FlowErrorCode.JpkiUnreachable, Assert.Throws<FlowException>(verdict.ThrowIfNotGood).Code);
        return verdict.ResponseStatus;
    }
}
