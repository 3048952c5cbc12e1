using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Profile;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Fixtures.Refusals;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Issuing;

/// <summary>What happens to the two certificates of a card.</summary>
public sealed class LifecycleTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    static readonly SigningAttributes Holder = new("山田　花子", "葦原県若葉台市大字横手1", Birth, 2);

    (CertificateSerial User, CertificateSerial Signing) Card()
    {
        var user = centre.Issue().Serial;
        return (user, centre.Authority.Issue(Order() with { Attributes = Holder, Beside = user }, Noon).Serial);
    }

    static IssueOrder Order() => new(CardPublicKey, Wakabadai, Birth, CardExpiry);

    string StateOf(CertificateSerial serial) => centre.Store.Find(serial)!.Revocation switch
    {
        null => "good",
        { IsHold: true } => "on hold",
        { Reason: var reason } => $"{reason}",
    };

    // act → the card's certificate for user authentication, the one for signing
    [Theory]
    [InlineData("hold", "on hold", "on hold")]
    [InlineData("hold, release", "good", "good")]
    [InlineData("Lost", "KeyCompromise", "KeyCompromise")]
    [InlineData("Deceased", "PrivilegeWithdrawn", "PrivilegeWithdrawn")]
    [InlineData("HolderRequest", "CessationOfOperation", "CessationOfOperation")]
    [InlineData("KeyCompromise", "KeyCompromise", "KeyCompromise")]
    [InlineData("RecordError", "Unspecified", "Unspecified")]
    [InlineData("hold, Lost", "KeyCompromise", "KeyCompromise")]
    [InlineData("report change", "good", "AffiliationChanged")]
    [InlineData("report change, hold", "on hold", "AffiliationChanged")]
    [InlineData("report change, hold, release", "good", "AffiliationChanged")]
    [InlineData("report change, Lost", "KeyCompromise", "AffiliationChanged")]
    [InlineData("hold, report change", "on hold", "AffiliationChanged")]
    [InlineData("Lost, report change", "KeyCompromise", "KeyCompromise")]
    public void What_happens_to_the_card_happens_to_both_but_a_change_of_name_or_address_000_50(string acts, string user, string signing)
    {
        var card = Card();
        foreach (var act in acts.Split(", "))
        {
            _ = act switch
            {
                "hold" => centre.Lifecycle.Hold(card.User, Noon),
                "release" => centre.Lifecycle.Release(card.User),
                "report change" => centre.Lifecycle.ReportChange(card.User, Noon) >= 0,
                _ => centre.Lifecycle.Revoke(card.User, Enum.Parse<RevocationCause>(act), Noon),
            };
        }

        Assert.Equal((user, signing), (StateOf(card.User), StateOf(card.Signing)));
    }

    [Theory]
    [InlineData(RevocationCause.Lost)]
    [InlineData(RevocationCause.RecordError)]
    public void The_cause_is_kept_and_the_first_one_stands(RevocationCause cause)
    {
        var card = Card();
        Assert.True(centre.Lifecycle.Revoke(card.User, cause, Noon));
        Assert.False(centre.Lifecycle.Revoke(card.User, RevocationCause.Deceased, Noon.AddDays(1)));
        Assert.Equal((cause, Noon), (centre.Store.Find(card.Signing)!.Cause, centre.Store.Find(card.User)!.Revocation!.At));
    }

    [Fact]
    public void What_is_revoked_is_neither_held_nor_released_000_50()
    {
        var card = Card();
        centre.Lifecycle.Revoke(card.User, RevocationCause.Lost, Noon);
        Assert.Equal(CertificateRevoked, Refusal(() => centre.Lifecycle.Hold(card.User, Noon)));
        Assert.Equal(CertificateRevoked, Refusal(() => centre.Lifecycle.Release(card.User)));
        Assert.Equal("KeyCompromise", StateOf(card.User));
    }

    [Fact]
    public void What_happens_to_the_signing_certificate_leaves_the_other_alone()
    {
        var card = Card();
        centre.Lifecycle.Revoke(card.Signing, RevocationCause.HolderRequest, Noon);
        Assert.Equal(("good", "CessationOfOperation"), (StateOf(card.User), StateOf(card.Signing)));
    }

    [Fact]
    public void A_change_is_reported_once_and_of_known_certificates()
    {
        var card = Card();
        Assert.Equal(1, centre.Lifecycle.ReportChange(card.User, Noon));
        Assert.Equal(0, centre.Lifecycle.ReportChange(card.User, Noon));
        Assert.Equal(0, centre.Lifecycle.ReportChange(centre.Issue().Serial, Noon)); // no signing certificate in the card
        Assert.Equal(CertificateUnknown, Refusal(() => centre.Lifecycle.ReportChange(new CertificateSerial(999_999_999), Noon)));
    }

    [Theory]
    [InlineData(RevocationCause.AttributesChanged)]
    [InlineData(RevocationCause.Renewed)]
    [InlineData((RevocationCause)0)]
    [InlineData((RevocationCause)99)]
    public void A_counter_revokes_for_causes_of_its_own_only(RevocationCause cause) =>
        Assert.Equal(BadRequest, Refusal(() => centre.Lifecycle.Revoke(centre.Issue().Serial, cause, Noon)));

    // Born on 1 June: the last day is 1 June 2031, and the last three months begin on 2 March.
    [Theory]
    [InlineData("2031-03-01", false)]
    [InlineData("2031-03-02", true)]
    [InlineData("2031-06-01", true)]
    [InlineData("2031-09-01", true)] // expired: a new one may be had at any time
    public void A_certificate_is_renewed_in_its_last_three_months_or_later(string day, bool renewed)
    {
        var old = centre.Issue().Serial;
        var at = CertificateLifetime.StartOf(DateOnly.Parse(day)).AddHours(9);
        if (!renewed)
        {
            Assert.Equal(BadRequest, Refusal(() => centre.Authority.Renew(old, Order(), at)));
            Assert.Equal("good", StateOf(old));
            return;
        }

        var next = centre.Authority.Renew(old, Order(), at).Serial;
        Assert.Equal(("Superseded", "good"), (StateOf(old), StateOf(next)));
        Assert.Equal(RevocationCause.Renewed, centre.Store.Find(old)!.Cause);
        var fifth = DateOnly.Parse(day) < new DateOnly(2031, 6, 1) ? new DateOnly(2035, 6, 1) : CardExpiry;
        Assert.Equal(CertificateLifetime.EndOf(fifth), centre.Store.Find(next)!.NotAfter);
    }

    [Fact]
    public void The_signing_certificate_stays_and_lies_beside_the_renewed_one()
    {
        var card = Card();
        var at = new DateTimeOffset(2031, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
        var next = centre.Authority.Renew(card.User, Order(), at).Serial;
        Assert.Equal((next, "good"), (centre.Store.Find(card.Signing)!.Beside, StateOf(card.Signing)));
        centre.Lifecycle.Hold(next, at);
        Assert.Equal("on hold", StateOf(card.Signing));
    }

    [Fact]
    public void What_is_revoked_or_on_hold_or_of_another_kind_is_not_renewed()
    {
        var at = new DateTimeOffset(2031, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
        var (revoked, held, signing) = (centre.Issue().Serial, centre.Issue().Serial, Card().Signing);
        centre.Lifecycle.Revoke(revoked, RevocationCause.Lost, Noon);
        centre.Lifecycle.Hold(held, Noon);
        Assert.Equal(CertificateRevoked, Refusal(() => centre.Authority.Renew(revoked, Order(), at)));
        Assert.Equal(CertificateOnHold, Refusal(() => centre.Authority.Renew(held, Order(), at)));
        Assert.Equal(BadRequest, Refusal(() => centre.Authority.Renew(signing, Order(), at)));
        Assert.Equal(CertificateUnknown, Refusal(() => centre.Authority.Renew(new CertificateSerial(999_999_999), Order(), at)));
        Assert.Equal("good", StateOf(signing));
    }

    [Theory]
    [InlineData("2023-07-07", "2023-04-08")]
    [InlineData("2023-05-28", "2023-03-01")]
    [InlineData("2023-05-31", "2023-03-01")]
    [InlineData("2024-05-29", "2024-03-01")]
    [InlineData("2024-01-31", "2023-11-01")]
    public void The_last_three_months_begin_as_cities_say(string lastDay, string from) =>
        Assert.Equal(DateOnly.Parse(from), CertificateLifetime.RenewableFrom(DateOnly.Parse(lastDay)));

    [Fact]
    public void Each_time_has_its_generation_of_keys()
    {
        using var own = new JpkiCentre();
        var first = own.Authority.Generations[0];
        own.Authority.BeginGeneration(Noon.AddDays(10));
        var second = own.Authority.Generations[1];
        Assert.Equal(first.Certificate.Subject.ToArray(), second.Certificate.Subject.ToArray());
        Assert.Same(first, own.Authority.GenerationAt(Noon.AddYears(-30))); // before all: nobody else could have
        Assert.Same(first, own.Authority.GenerationAt(Noon.AddDays(10).AddSeconds(-1)));
        Assert.Same(second, own.Authority.GenerationAt(Noon.AddDays(10)));
        Assert.Same(first, own.Authority.IssuerOf(own.Authority.Issue(Order(), Noon).Certificate));
        Assert.Same(second, own.Authority.IssuerOf(own.Authority.Issue(Order(), Noon.AddDays(11)).Certificate));
    }
}
