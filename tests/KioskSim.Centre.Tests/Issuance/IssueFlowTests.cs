using Google.Protobuf;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Ocsp;
using RevocationCause = KioskSim.Pki.Profile.RevocationCause;
using static KioskSim.Centre.Tests.Fixtures.Sessions;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Fixtures.Refusals;
using OcspQuestion = KioskSim.Pki.Ocsp.OcspRequest;

[assembly: AssemblyFixture(typeof(JpkiCentre))]

namespace KioskSim.Centre.Tests.Issuance;

/// <summary>Steps 3 to 14 as the centre goes through them: whom it asks in which order, what each hears, and that a no ends it.</summary>
public sealed class IssueFlowTests(JpkiCentre jpki) : IDisposable
{
    readonly CentreOffice _office = new(jpki);

    [Fact]
    public void A_session_whose_receipt_is_another_s_does_not_begin_and_another_does_002_13()
    {
        var ((one, alike), fresh) = (Sessions.Alike(), new SessionId(UInt128.MaxValue));
        using var office = new CentreOffice(jpki, entropy: new DrawnSessions(one, alike, fresh));
        Assert.Equal([one, fresh], Enumerable.Range(0, 2).Select(_ => office.Flow.Begin(Sessions.Kiosk, new ShownCard.WithCertificate(Array.Empty<byte>())).Session));
    }

    [Fact]
    public async Task The_flow_asks_JPKI_then_the_city_then_both_again_before_anything_is_printed()
    {
        var visit = await _office.VisitAsync();
        var prepared = await visit.ApplyAsync();
        Assert.Equal((200, 1, CentreOffice.Token), (prepared.Yen, prepared.Sheets, prepared.IssueToken));
        Assert.Equal(CentreOffice.Certificate, await visit.IssueAsync());
        await visit.ReleaseAsync();
        var record = await visit.SettleAsync(Delivery);

        Assert.Equal(["Check", "Prepare", "Issue", "CheckAgain", "Release", "Settle"], _office.Calls.Names);
        Assert.Equal((SessionState.Delivered, 200, 1), (record.State, record.YenKept, record.CopiesDelivered));
        Assert.NotNull(_office.Sessions.Journal.Find(visit.Session)!.CityToldAt);
    }

    [Fact]
    public async Task JPKI_hears_a_serial_number_and_a_nonce_and_no_PIN_000_49_000_51()
    {
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        var question = _office.Calls.Only<Contracts.Internet.OcspRequest>("Check").Der;
        Assert.True(OcspQuestion.TryParse(question.Memory, out var parsed));
        var asked = CertId.For(jpki.Trusted.Certificate, visit.Card.Serial);
        Assert.Equal(new OcspQuestion([asked], EvidenceDigest.OcspNonce(visit.Digest)).Encode(), question.ToByteArray());
        Assert.Equal(visit.Card.Serial.ToDer(), Assert.Single(parsed.Certificates).SerialNumber.ToArray());
    }

    [Fact]
    public async Task The_city_hears_the_evidence_as_it_was_and_the_centre_could_not_read_the_application_002_14()
    {
        ByteString answered = ByteString.Empty;
        var answer = _office.JpkiAnswers;
        _office.JpkiAnswers = question => answered = answer(question);
        var visit = await _office.VisitAsync();
        var signature = visit.Sign();
        await visit.ApplyAsync(signature);

        Assert.Equal(
            new PrepareRequest
            {
                Routing = Wire.Routing(visit.Routing), SealedApplication = visit.Parcel,
                Evidence = new Evidence
                {
                    Certificate = ByteString.CopyFrom(visit.Card.Certificate), Signature = signature, Nonce = ByteString.CopyFrom(visit.Nonce),
                    ReplyKey = visit.ReplyKey, OcspResponse = answered,
                },
            },
            _office.Calls.Only<PrepareRequest>("Prepare"));

        await visit.IssueAsync();
        await visit.ReleaseAsync();
        var (municipality, session) = (City.ToString(), Wire.Session(visit.Session));
        Assert.Equal(
            new IssueRequest { Municipality = municipality, Session = session, IssueToken = CentreOffice.Token },
            _office.Calls.Only<IssueRequest>("Issue"));
        Assert.Equal(
            new ReleaseRequest { Municipality = municipality, Session = session, OcspResponse = answered },
            _office.Calls.Only<ReleaseRequest>("Release"));
    }

    [Fact]
    public async Task The_second_question_to_JPKI_has_another_nonce_than_the_first()
    {
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        await visit.IssueAsync();
        await visit.ReleaseAsync();
        var nonces = ((string[])["Check", "CheckAgain"]).Select(name => Nonce(_office.Calls.Only<Contracts.Internet.OcspRequest>(name))).ToList();
        Assert.Equal(EvidenceDigest.OcspNonce(visit.Digest), nonces[0]);
        Assert.Equal(EvidenceDigest.OcspNonceAgain(visit.Digest), nonces[1]);
        Assert.NotEqual(nonces[0], nonces[1]);

        static byte[] Nonce(Contracts.Internet.OcspRequest request)
        {
            Assert.True(OcspQuestion.TryParse(request.Der.Memory, out var parsed));
            return parsed.Nonce.ToArray();
        }
    }

    public static TheoryData<string, FlowErrorCode, string[]> Refusals { get; } = new()
    {
        // what is wrong                 what the kiosk is told    who was asked
        { "a forged signature",          SignatureInvalid,         [] },
        { "no signature",                SignatureInvalid,         [] },
        { "another application",         SignatureInvalid,         [] },
        { "another reply key",           SignatureInvalid,         [] },
        { "another nonce",               SignatureInvalid,         [] },
        { "another kiosk",               SessionExpired,           [] },
        { "another session",             SessionExpired,           [] },
        { "a minute too late",           SessionExpired,           [] },
        { "JPKI unreachable",            JpkiUnreachable,          ["Check"] },
        { "JPKI answers nothing",        JpkiUnreachable,          ["Check"] },
        { "JPKI answers nonsense",       JpkiUnreachable,          ["Check"] },
        { "an answer with no nonce",     JpkiUnreachable,          ["Check"] },
        { "an answer about another",     JpkiUnreachable,          ["Check"] },
        { "an altered answer",           JpkiUnreachable,          ["Check"] },
        { "revoked",                     CertificateRevoked,       ["Check"] },
        { "on hold",                     CertificateOnHold,        ["Check"] },
        { "an unknown city",             MunicipalityUnknown,      ["Check", "Describe"] },
        { "the city refuses",            IssueSuppressed,          ["Check", "Prepare"] },
        { "the city is unreachable",     CityUnreachable,          ["Check", "Prepare"] },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task After_a_failed_check_nothing_goes_further_and_nobody_has_paid_000_50(string what, FlowErrorCode expected, string[] asked)
    {
        var visit = await _office.VisitAsync();
        var other = await _office.VisitAsync();
        Assert.Equal(expected, await RefusalAsync(() => Apply(what, visit, other)));
        Assert.Equal(asked, _office.Calls.Names);
        Assert.Equal(SessionState.Begun, _office.Sessions.State(visit.Session));
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.ReleaseAsync()));
    }

    Task<PrepareReply> Apply(string what, Visit visit, Visit other)
    {
        var signature = visit.Sign();
        var answer = _office.JpkiAnswers;
        switch (what)
        {
            case "a forged signature": return visit.ApplyAsync(Flipped(signature));
            case "no signature": return visit.ApplyAsync(ByteString.Empty);
            case "another application": visit.Parcel = other.Parcel; break;
            case "another reply key": visit.ReplyKey = other.ReplyKey; break;
            case "another nonce":
                visit.Nonce = other.Nonce;
                return visit.ApplyAsync();
            case "another kiosk":
                visit.Routing = visit.Routing with { Kiosk = Stranger };
                return visit.ApplyAsync();
            case "another session":
                visit.Routing = visit.Routing with { Session = new SessionId(1) };
                return visit.ApplyAsync();
            case "a minute too late": _office.Sessions.Clock.Now += TimeSpan.FromSeconds(60) + TimeSpan.FromTicks(1); break;
            case "JPKI unreachable": _office.JpkiAnswers = CentreOffice.Unreachable; break;
            case "JPKI answers nothing": _office.JpkiAnswers = _ => ByteString.Empty; break;
            case "JPKI answers nonsense": _office.JpkiAnswers = question => question; break;
            case "an answer with no nonce": _office.JpkiAnswers = _ => answer(Question(visit.Card.Serial, [])); break;
            case "an answer about another":
                _office.JpkiAnswers = _ => answer(Question(other.Card.Serial, EvidenceDigest.OcspNonce(visit.Digest)));
                break;
            case "an altered answer": _office.JpkiAnswers = question => Flipped(answer(question)); break;
            case "revoked": jpki.Lifecycle.Revoke(visit.Card.Serial, RevocationCause.KeyCompromise, JpkiCentre.Noon); break;
            case "on hold": jpki.Lifecycle.Hold(visit.Card.Serial, JpkiCentre.Noon); break;
            case "an unknown city":
                visit.Routing = visit.Routing with { Municipality = MunicipalityCode.FromFiveDigits("48202") };
                return visit.ApplyAsync();
            case "the city refuses": _office.City.Prepare = _ => throw new FlowException(IssueSuppressed); break;
            case "the city is unreachable": _office.City.Silent = true; break;
        }

        return visit.ApplyAsync(signature);
    }

    static ByteString Flipped(ByteString bytes) => ByteString.CopyFrom([.. bytes.Span[..^1], (byte)(bytes[^1] ^ 1)]);

    ByteString Question(CertificateSerial serial, byte[] nonce) =>
        ByteString.CopyFrom(new OcspQuestion([CertId.For(jpki.Trusted.Certificate, serial)], nonce).Encode());

    [Fact]
    public async Task A_session_applies_once_whether_or_not_it_was_refused()
    {
        var visit = await _office.VisitAsync();
        await RefusalAsync(() => visit.ApplyAsync(ByteString.Empty));
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.ApplyAsync()));
        Assert.Empty(_office.Calls.Names);

        var again = await _office.VisitAsync();
        await again.ApplyAsync();
        Assert.Equal(SessionExpired, await RefusalAsync(() => again.ApplyAsync()));
        Assert.Equal(["Check", "Prepare"], _office.Calls.Names);
    }

    public static TheoryData<string, FlowErrorCode, string[]> LateRefusals { get; } = new()
    {
        { "JPKI unreachable",      JpkiUnreachable,    ["CheckAgain"] },
        { "the first answer again", JpkiUnreachable,   ["CheckAgain"] },
        { "revoked",               CertificateRevoked, ["CheckAgain"] },
        { "on hold",               CertificateOnHold,  ["CheckAgain"] },
        { "the city refuses",      IssueSuppressed,    ["CheckAgain", "Release"] },
        { "the city unreachable",  CityUnreachable,    ["CheckAgain", "Release"] },
    };

    [Theory]
    [MemberData(nameof(LateRefusals))]
    public async Task Without_a_second_yes_nothing_is_released_and_the_fee_can_only_go_back_000_30_000_73(
        string what, FlowErrorCode expected, string[] asked)
    {
        var first = ByteString.Empty;
        var answer = _office.JpkiAnswers;
        _office.JpkiAnswers = question => first = answer(question);
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        await visit.IssueAsync();
        _office.Calls.Clear();
        switch (what)
        {
            case "JPKI unreachable": _office.JpkiAnswers = CentreOffice.Unreachable; break;
            case "the first answer again": _office.JpkiAnswers = _ => first; break;
            case "revoked": jpki.Lifecycle.Revoke(visit.Card.Serial, RevocationCause.KeyCompromise, JpkiCentre.Noon); break;
            case "on hold": jpki.Lifecycle.Hold(visit.Card.Serial, JpkiCentre.Noon); break;
            case "the city refuses": _office.City.Release = _ => throw new FlowException(IssueSuppressed); break;
            case "the city unreachable": _office.City.Release = _ => throw new FlowException(CityUnreachable); break;
        }

        Assert.Equal(expected, await RefusalAsync(() => visit.ReleaseAsync()));
        Assert.Equal(asked, _office.Calls.Names);
        Assert.Equal(SessionState.Paid, _office.Sessions.State(visit.Session)); // somebody has paid
        Assert.Equal(BadRequest, await RefusalAsync(() => visit.SettleAsync(Delivery)));
        Assert.Equal(SessionState.Refunded, (await visit.SettleAsync(RefundOfMoney)).State);
        Assert.Equal(Outcome.Refunded, _office.Calls.Only<SettleRequest>("Settle").Settlement.Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(199)]
    [InlineData(201)]
    public async Task Another_sum_than_is_due_releases_nothing_000_30(int paid)
    {
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        await visit.IssueAsync();
        _office.Calls.Clear();
        Assert.Equal(BadRequest, await RefusalAsync(() => visit.ReleaseAsync(paid: paid)));
        Assert.Empty(_office.Calls.Names);
        Assert.Equal(SessionState.Issued, _office.Sessions.State(visit.Session));
    }

    [Fact]
    public async Task A_step_before_its_turn_is_refused_and_asks_nobody()
    {
        var visit = await _office.VisitAsync();
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.IssueAsync()));
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.ReleaseAsync()));
        await visit.ApplyAsync();
        _office.Calls.Clear();
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.ReleaseAsync()));
        Assert.Empty(_office.Calls.Names);
    }

    [Fact]
    public async Task Another_kiosk_can_neither_fetch_nor_release_nor_settle_and_asks_nobody()
    {
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        _office.Calls.Clear();
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.IssueAsync(Stranger)));
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.ReleaseAsync(Stranger)));
        Assert.Equal(BadRequest, await RefusalAsync(() => visit.SettleAsync(Cancellation, Stranger)));
        Assert.Empty(_office.Calls.Names);
        await visit.IssueAsync();
    }

    [Fact]
    public async Task A_certificate_that_the_city_does_not_give_leaves_the_session_where_it_was()
    {
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        _office.City.Issue = _ => throw new FlowException(TokenSpent);
        Assert.Equal(TokenSpent, await RefusalAsync(() => visit.IssueAsync()));
        Assert.Equal(SessionState.Prepared, _office.Sessions.State(visit.Session));
    }

    [Fact]
    public async Task A_session_that_is_over_is_forgotten_and_its_report_can_be_repeated()
    {
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        await visit.SettleAsync(Cancellation);
        Assert.Equal(SessionExpired, await RefusalAsync(() => visit.IssueAsync()));
        Assert.Equal(SessionState.Cancelled, (await visit.SettleAsync(Cancellation)).State);
        Assert.Equal(["Check", "Prepare", "Settle"], _office.Calls.Names); // the city heard it the first time
    }

    [Fact]
    public async Task A_city_that_is_silent_at_the_end_does_not_keep_the_kiosk_from_settling()
    {
        var visit = await _office.VisitAsync();
        await visit.ApplyAsync();
        _office.City.Silent = true;
        Assert.Equal(SessionState.Cancelled, (await visit.SettleAsync(Cancellation)).State);
        Assert.Single(_office.Sessions.Journal.CitiesToTell(most: 10));
    }

    public void Dispose() => _office.Dispose();
}
