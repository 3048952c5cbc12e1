using System.Security.Cryptography;
using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Tests;
using static KioskSim.City.Tests.Issuance.Issues;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.City.Tests.Cards;

/// <summary>The city's own check of a 住基カード (001-41), which nobody has made before it.</summary>
public sealed class JukiCardTests(JpkiCentre jpki) : IDisposable
{
    readonly IssueOffice _office = new(jpki, acceptsJukiCards: true);

    // What is so, and what the city says in step 7; null: it issues.
    public static TheoryData<string, FlowErrorCode?> States { get; } = new()
    {
        { "all is well", null },
        { "its last day", null },
        { "the day after its last day", JukiCardExpired },
        { "returned", JukiCardReturned },
        { "returned, and expired since", JukiCardReturned },
        { "its holder has an Individual Number Card", JukiCardSuperseded },
        { "somebody else in the household has an Individual Number Card", null },
        { "the register does not know it any more", ApplicantUnknown },
        { "its key is not there", SignatureInvalid },
        { "it is another city's", SignatureInvalid },
        { "another card of the same holder", SignatureInvalid },
        { "a forged signature", SignatureInvalid },
        { "no signature", SignatureInvalid },
        { "a signature of another key", SignatureInvalid },
        { "a signature for another nonce", SignatureInvalid },
        { "a signature for another reply key", SignatureInvalid },
        { "the city takes no such cards", JukiCardNotAccepted },
        { "its holder has moved out", MovedOut },
        { "its holder is protected", IssueSuppressed },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void The_city_says_of_each_state_of_a_card_what_the_citizen_may_know_001_41_003_32(string what, FlowErrorCode? expected)
    {
        using var visit = new JukiVisit(_office);
        Assert.Equal(expected, Refusal(() => Prepare(what, visit)));
        Assert.Equal(expected is null ? 1 : 0, _office.Ledger.All(Town.Here).Count);
    }

    void Prepare(string what, JukiVisit visit)
    {
        var shown = visit.Evidence();
        switch (what)
        {
            case "the day after its last day": _office.Clock.Now = new DateTimeOffset(2025, 12, 23, 6, 30, 0, TimeSpan.FromHours(9)); break;
            case "returned": _office.Put(JukiVisit.Household(p => p.JukiCards[0].ReturnedOn = "2019-05-01")); break;
            case "returned, and expired since":
                _office.Clock.Now = JpkiCentre.Noon;
                _office.Put(JukiVisit.Household(p => p.JukiCards[0].ReturnedOn = "2019-05-01"));
                break;
            case "its holder has an Individual Number Card": _office.Put(JukiVisit.Household(p => p.CertificateSerials.Add(11))); break;
            case "somebody else in the household has an Individual Number Card":
                _office.Put(JukiVisit.Household().With(h => h.Members[1].CertificateSerials.Add(11)));
                break;
            case "the register does not know it any more": _office.Put(JukiVisit.Household(p => p.JukiCards.Clear())); break;
            case "its key is not there": shown = shown with { JukiCard = JukiVisit.OtherNumber }; break;
            case "it is another city's":
                _office.Put(Rows.Household(Town.Elsewhere, 2, Rows.Head(3).With(p => p.JukiCards.Add(JukiVisit.Card(JukiVisit.OtherNumber)))));
                _office.JukiCardKeys.Register(Town.Elsewhere, JukiVisit.OtherNumber, JpkiCentre.CardKey.ExportSubjectPublicKeyInfo());
                shown = shown with { JukiCard = JukiVisit.OtherNumber };
                break;
            case "another card of the same holder":
                _office.Put(JukiVisit.Household(p => p.JukiCards.Add(JukiVisit.Card(JukiVisit.OtherNumber))));
                using (var key = RSA.Create(2048))
                    _office.JukiCardKeys.Register(Town.Here, JukiVisit.OtherNumber, key.ExportSubjectPublicKeyInfo());
                shown = shown with { JukiCard = JukiVisit.OtherNumber };
                break;
            case "a forged signature": shown = shown with { Signature = visit.Sign().Reverse().ToArray() }; break;
            case "no signature": shown = shown with { Signature = default }; break;
            case "a signature of another key":
                using (var key = RSA.Create(2048))
                    shown = shown with { Signature = visit.Sign(key) };
                break;
            case "a signature for another nonce": shown = shown with { Nonce = new byte[32] }; break;
            case "a signature for another reply key":
                using (var other = new JukiVisit(_office))
                    shown = shown with { ReplyKey = other.ReplyKey };
                break;
            case "the city takes no such cards":
                visit.Prepare(shown, _office.DeskOf(ServedTowns.Both));
                return;
            case "its holder has moved out":
                _office.Put(JukiVisit.Household(p => p.Standing = new() { Status = 3, On = "2025-11-01", Destination = "葦原県潮崎市港町一丁目" }));
                break;
            case "its holder is protected": _office.Put(JukiVisit.Household(p => p.Protected = true)); break;
        }

        visit.Prepare(shown);
    }

    [Fact]
    public void A_whole_issue_is_marked_for_the_card_that_applied_and_released_without_JPKI_001_41()
    {
        using var visit = new JukiVisit(_office);
        var parcel = visit.Issue(visit.Prepare().Token);
        visit.Release();
        _office.Desk.Settle(Town.Here, visit.Routing.Session, Delivery);

        Assert.Equal(1, visit.Open(parcel, SubjectMark.Compute(visit.Routing.Session, JukiVisit.Number)).Sheets);
        var issue = Assert.Single(_office.Ledger.All(Town.Here));
        Assert.Equal((IssueState.Delivered, JukiVisit.Number.Value, 0L, 1L), (issue.State, issue.JukiCard, issue.Serial, issue.Resident));
    }

    [Fact]
    public void The_mark_is_of_the_card_that_the_register_holds_for_who_is_printed_and_of_no_certificate()
    {
        using var visit = new JukiVisit(_office);
        var parcel = visit.Issue(visit.Prepare().Token);
        foreach (var wrong in (byte[][])
        [
            SubjectMark.Compute(visit.Routing.Session, JukiVisit.OtherNumber),
            SubjectMark.Compute(new SessionId(1), JukiVisit.Number),
            SubjectMark.Compute(visit.Routing.Session, new CertificateSerial(JukiVisit.Number.Value).ToDer()), // the same number as a certificate's
        ])
        {
            Assert.ThrowsAny<Exception>(() => visit.Open(parcel, wrong));
        }
    }

    // What happens between payment and printing, and what the city then says.
    [Theory]
    [InlineData("nothing", null)]
    [InlineData("returned", JukiCardReturned)]
    [InlineData("superseded", JukiCardSuperseded)]
    [InlineData("expired", JukiCardExpired)]
    [InlineData("not accepted any more", JukiCardNotAccepted)]
    [InlineData("struck off", ApplicantUnknown)]
    public void At_release_the_card_is_looked_at_once_more_000_73_003_32(string meanwhile, FlowErrorCode? expected)
    {
        using var visit = new JukiVisit(_office);
        visit.Issue(visit.Prepare().Token);
        switch (meanwhile)
        {
            case "returned": _office.Put(JukiVisit.Household(p => p.JukiCards[0].ReturnedOn = "2025-12-22")); break;
            case "superseded": _office.Put(JukiVisit.Household(p => p.CertificateSerials.Add(11))); break;
            case "expired": _office.Clock.Now += TimeSpan.FromHours(19); break;
            case "struck off": _office.Put(JukiVisit.Household(p => p.JukiCards.Clear())); break;
        }

        Assert.Equal(expected, Refusal(() => visit.Release(desk: meanwhile == "not accepted any more" ? _office.DeskOf(ServedTowns.Both) : null)));
        Assert.Equal(expected is null ? IssueState.Released : IssueState.Issued, _office.Ledger.Find(Town.Here, visit.Routing.Session)!.State);
    }

    [Fact]
    public void An_issue_that_a_certificate_applied_for_is_not_released_as_a_resident_basic_cards_001_41()
    {
        using var visit = _office.Visit();
        visit.Issue(visit.Prepare().Token);
        Assert.Equal(JpkiUnreachable, Refusal(() => _office.Desk.Release(Town.Here, visit.Routing.Session, default)));
    }

    [Fact]
    public void A_certificates_signature_does_not_pass_for_a_resident_basic_cards_nor_the_other_way_round_001_41()
    {
        using var juki = new JukiVisit(_office);
        _office.Clock.Now = JpkiCentre.Noon;
        using var certificate = _office.Visit();
        using var key = RSA.Create(2048);
        _office.Put(Rows.Household(5, Rows.Head(7).With(p => p.JukiCards.Add(JukiVisit.Card(JukiVisit.OtherNumber)))));
        _office.JukiCardKeys.Register(Town.Here, JukiVisit.OtherNumber, key.ExportSubjectPublicKeyInfo());

        // A good certificate's evidence under a card's number, and a card's signature under a good certificate.
        Assert.Equal(SignatureInvalid, Refusal(() => certificate.Prepare(certificate.Evidence() with { JukiCard = JukiVisit.OtherNumber })));
        Assert.Equal(SignatureInvalid, Refusal(() => certificate.Prepare(certificate.Evidence() with
        {
            Signature = key.SignHash(certificate.Digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        })));
    }

    [Theory]
    [InlineData("the same key again", null)]
    [InlineData("another key", BadRequest)]
    [InlineData("a card that the register does not know", BadRequest)]
    [InlineData("no key", BadRequest)]
    [InlineData("a key of another kind", BadRequest)]
    [InlineData("a weak key", BadRequest)]
    public void A_key_that_stands_stands_for_good_001_41(string what, FlowErrorCode? expected)
    {
        using var visit = new JukiVisit(_office);
        var before = JpkiCentre.CardKey.ExportSubjectPublicKeyInfo();
        using var rsa = RSA.Create(what == "a weak key" ? 1024 : 2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (number, key) = what switch
        {
            "the same key again" => (JukiVisit.Number, before),
            "a card that the register does not know" => (JukiVisit.OtherNumber, before),
            "no key" => (JukiVisit.Number, []),
            "a key of another kind" => (JukiVisit.Number, ecdsa.ExportSubjectPublicKeyInfo()),
            _ => (JukiVisit.Number, rsa.ExportSubjectPublicKeyInfo()),
        };
        Assert.Equal(expected, Refusal(() => _office.JukiCardKeys.Register(Town.Here, number, key)));
        Assert.Equal(before, _office.JukiCardKeys.Find(Town.Here, JukiVisit.Number));
        visit.Prepare();
    }

    [Fact]
    public void A_household_that_is_pushed_again_keeps_its_cards_keys()
    {
        using var visit = new JukiVisit(_office);
        _office.Put(JukiVisit.Household());
        visit.Prepare();
    }

    public void Dispose() => _office.Dispose();
}
