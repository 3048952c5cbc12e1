using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests;

/// <summary>The status data is renewed every 15 minutes; a revocation shows from the next renewal on.</summary>
public sealed class StatusWindowTests : IDisposable
{
    static readonly byte[] Nonce = new byte[32];

    readonly JpkiCentre _centre = new(new AuthorityOptions(), OcspResponder.UsualRefresh);
    readonly OcspVerifier _verifier = new();

    [Fact]
    public void A_certificate_revoked_just_now_is_good_until_the_refresh_and_revoked_from_then_on_000_50()
    {
        var serial = _centre.Issue().Serial;
        _centre.Time.Advance(TimeSpan.FromMinutes(1));
        var revocation = new Revocation(RevocationReason.KeyCompromise, _centre.Time.Now);
        _centre.Lifecycle.Revoke(serial, revocation.Reason, null, revocation.At);

        Assert.Equal(CertificateStatus.Good, Ask(serial).Status);
        _centre.Time.Advance(TimeSpan.FromMinutes(14) - TimeSpan.FromSeconds(1));
        Assert.Equal(CertificateStatus.Good, Ask(serial).Status);
        _centre.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CertificateStatus.Revoked(revocation), Ask(serial).Status);
    }

    [Fact]
    public void Each_refresh_is_followed_by_another()
    {
        var held = _centre.Issue().Serial;
        for (var hour = 0; hour < 3; hour++)
        {
            _centre.Lifecycle.Hold(held, _centre.Time.Now);
            _centre.Time.Advance(OcspResponder.UsualRefresh);
            Assert.Equal(CertificateState.Revoked, Ask(held).Status.State);
            _centre.Lifecycle.Release(held);
            _centre.Time.Advance(OcspResponder.UsualRefresh);
            Assert.Equal(CertificateState.Good, Ask(held).Status.State);
        }
    }

    [Fact]
    public void An_answer_says_of_when_it_is_and_when_the_next_data_comes()
    {
        var serial = _centre.Issue().Serial;
        _centre.Time.Advance(TimeSpan.FromMinutes(5));
        var early = Ask(serial);
        Assert.Equal((Noon, Noon.AddMinutes(15)), (early.ThisUpdate, early.NextUpdate));
        _centre.Time.Advance(TimeSpan.FromMinutes(10));
        var late = Ask(serial);
        Assert.Equal((Noon.AddMinutes(15), Noon.AddMinutes(30)), (late.ThisUpdate, late.NextUpdate));
    }

    [Fact]
    public void A_certificate_issued_just_now_is_good_at_once() => Assert.Equal(CertificateStatus.Good, Ask(_centre.Issue().Serial).Status);

    [Fact]
    public void Data_that_could_not_be_renewed_says_how_old_it_is_and_nobody_believes_it()
    {
        var serial = _centre.Issue().Serial;
        var id = Id(serial);
        var question = new OcspRequest([id]).Encode();
        _centre.Responder.Answer(question);
        _centre.DropTables();
        _centre.Time.Advance(TimeSpan.FromMinutes(20));
        var answer = _centre.Responder.Answer(question);
        Assert.Equal(OcspFailure.Stale, _verifier.VerifyEvidence(answer, _centre.Trusted, id, _centre.Time.Now).Failure);
        Assert.Equal(1, _centre.Time.RunningTimers); // it goes on trying
    }

    [Fact]
    public async Task Answers_go_on_while_the_data_is_renewed()
    {
        var id = Id(_centre.Issue().Serial);
        var question = new OcspRequest([id]).Encode();
        var before = _centre.Responder.Answer(question);
        using var reading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var busy = Task.Run(() => _centre.Database.Write(_ =>
        {
            reading.Set();
            goOn.Wait(TestContext.Current.CancellationToken);
        }));
        reading.Wait(TestContext.Current.CancellationToken);
        var renewal = Task.Run(() => _centre.Time.Advance(OcspResponder.UsualRefresh)); // waits for the store
        Assert.Equal(before, await Task.Run(() => _centre.Responder.Answer(question)).Soon());
        Assert.False(renewal.IsCompleted);
        goOn.Set();
        await Task.WhenAll(busy, renewal).Soon();
        Assert.NotEqual(before, _centre.Responder.Answer(question));
    }

    [Fact]
    public void Without_nonce_an_answer_is_signed_once_for_each_refresh()
    {
        var id = Id(_centre.Issue().Serial);
        var first = _centre.Responder.Respond(new OcspRequest([id]).Encode());
        Assert.Equal(new AnswerWindow(Noon, Noon.AddMinutes(15)), first.Window);
        _centre.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Same(first, _centre.Responder.Respond(new OcspRequest([id]).Encode()));
        Assert.NotSame(first, _centre.Responder.Respond(new OcspRequest([CertId.For(_centre.Trusted.Certificate, new CertificateSerial(1), CertIdHash.Sha1)]).Encode()));
        _centre.Time.Advance(TimeSpan.FromMinutes(12));
        Assert.NotSame(first, _centre.Responder.Respond(new OcspRequest([id]).Encode()));
    }

    [Fact]
    public void What_was_signed_for_a_nonce_and_what_is_not_known_is_repeated_to_nobody()
    {
        var id = Id(_centre.Issue().Serial);
        Assert.Null(_centre.Responder.Respond(new OcspRequest([id], Nonce).Encode()).Window);
        var unknown = new CertificateSerial(40_000);
        Assert.Null(_centre.Responder.Respond(new OcspRequest([Id(unknown)]).Encode()).Window);
        _centre.Issue(unknown);
        Assert.Equal(CertificateState.Good, Ask(unknown).Status.State);
    }

    [Fact]
    public void Among_a_hundred_thousand_certificates_every_revoked_one_is_found_and_no_other()
    {
        const int Certificates = 100_000;
        static bool IsRevoked(int i) => i % 100 == 7;
        _centre.Store.Import(Enumerable.Range(1, Certificates).Select(i => new CertificateRecord(new CertificateSerial(i), Wakabadai, Noon, Noon.AddYears(5))
        {
            Revocation = IsRevoked(i) ? new Revocation(RevocationReason.Superseded, Noon) : null,
        }));
        using var responder = new OcspResponder(_centre.Authority, _centre.Store, _centre.Time, OcspResponder.UsualRefresh);
        CertificateState StateOf(int i) => _verifier.VerifyEvidence(
            responder.Answer(new OcspRequest([Id(new CertificateSerial(i))]).Encode()), _centre.Trusted, Id(new CertificateSerial(i)), Noon).Status.State;

        for (var i = 6; i < Certificates; i += i % 100 is 6 or 7 ? 1 : 98)
            Assert.Equal(IsRevoked(i) ? CertificateState.Revoked : CertificateState.Good, StateOf(i));
        Assert.Equal(CertificateState.Good, StateOf(Certificates));
        Assert.Equal(CertificateState.Unknown, StateOf(Certificates + 1));
    }

    [Fact]
    public void An_interval_is_not_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpkiCentre(new AuthorityOptions(), TimeSpan.FromSeconds(-1)));

    public void Dispose() => _centre.Dispose();

    CertId Id(CertificateSerial serial) => CertId.For(_centre.Trusted.Certificate, serial);

    OcspVerdict Ask(CertificateSerial serial)
    {
        var id = Id(serial);
        var verdict = _verifier.Verify(_centre.Responder.Answer(new OcspRequest([id], Nonce).Encode()), _centre.Trusted, id, Nonce, _centre.Time.Now);
        Assert.Equal(OcspFailure.None, verdict.Failure);
        return verdict;
    }
}
