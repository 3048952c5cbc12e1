using System.Text;
using Google.Protobuf;
using KioskSim.Card.Applet;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Registers;
using CardPinKind = KioskSim.Domain.Cards.CardPinKind;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>A card is lost, found, moves house: what the counter and the 24-hour line do, and what the kiosk says then.</summary>
public sealed class F0700_CardLifeTests(KioskSimCluster cluster)
{
    static readonly MunicipalityCode Here = TestCities.OwnServer;

    [Fact]
    public async Task A_lost_card_is_held_by_telephone_released_at_the_counter_and_revoked_when_it_stays_lost_000_35_000_50()
    {
        var errand = await cluster.ErrandAsync(which: 11);
        var card = CardOf(errand);
        var (office, line) = (Counter(), Telephone());

        Assert.True((await line.HoldAsync(card)).Changed);
        Assert.Equal(FlowErrorCode.CertificateOnHold, (await cluster.RunAsync(errand)).Error);

        Assert.True((await office.ReleaseAsync(card)).Changed);
        Assert.Null((await cluster.RunAsync(errand)).Error);

        Assert.True((await office.RevokeAsync(new RevokeRequest { Serial = card.Serial, Cause = RevocationCause.Lost })).Changed);
        Assert.Equal(FlowErrorCode.CertificateRevoked, (await cluster.RunAsync(errand)).Error);
        Assert.Equal(FlowErrorCode.CertificateRevoked, (await Assert.ThrowsAsync<FlowException>(async () => await office.ReleaseAsync(card))).Code);
    }

    // What the council was told: lending the card with its PIN is the way round, and no system can tell the borrower from the holder.
    [Fact]
    public async Task A_found_card_gives_nothing_and_one_that_is_lent_with_its_PIN_all_000_35_000_36()
    {
        var errand = await cluster.ErrandAsync(which: 14);
        var guess = errand.Pin == "0000" ? "1111" : "0000";
        var found = await cluster.RunAsync(errand with { Pin = guess, PinTries = 2 });
        Assert.Equal((FlowErrorCode.WrongPin, 0, 0), (found.Error, found.Copies.Count, found.Paid));
        Assert.Single((await cluster.RunAsync(errand)).Copies);
    }

    [Fact]
    public async Task The_24_hour_line_can_hold_and_nothing_else_000_35()
    {
        var intruder = new CardOffice.CardOfficeClient(
            cluster.Services.Open(Zone.Lgwan, Party.HoldLine, Members.HoldLine, Party.Jpki, JpkiHost.Name).Invoker);
        var refused = await Assert.ThrowsAsync<FlowException>(async () => await intruder.ReleaseAsync(CardOf(await cluster.ErrandAsync())));
        Assert.Equal(FlowErrorCode.CallerNotAllowed, refused.Code);
    }

    // A change of address ends the certificate that names the holder. The other says nothing of an address and stays good: whether the
    // old city may still issue is that city's to know.
    [Fact]
    public async Task After_a_move_the_certificate_for_user_authentication_is_good_and_the_old_city_refuses_000_50()
    {
        var stays = await cluster.ErrandAsync(which: 12);
        await cluster.Services.Wallet.TakeOutWholeAsync(Here, stays.Resident, default);
        Assert.Equal(1, (await Counter().ReportChangeAsync(CardOf(stays))).Revoked);
        Assert.Null((await cluster.RunAsync(stays)).Error);

        var moved = await cluster.ErrandAsync("moved-out");
        Assert.Equal(0, (await Counter().ReportChangeAsync(CardOf(moved))).Revoked);
        Assert.Equal(FlowErrorCode.MovedOut, (await cluster.RunAsync(moved)).Error);
    }

    [Fact]
    public async Task A_card_locked_at_the_kiosk_gets_a_new_PIN_at_the_counter_000_31_000_34()
    {
        var errand = await cluster.ErrandAsync(which: 13);
        var (wrong, next) = errand.Pin == "0000" ? ("1111", "2222") : ("0000", "3333");
        Assert.Equal(FlowErrorCode.CardLocked, (await cluster.RunAsync(errand with { Pin = wrong, PinTries = 3 })).Error);

        var card = (JpkiCard)await cluster.Services.Wallet.TakeOutAsync(Here, errand.Resident, default);
        await new CardCounter(Counter()).SetPinAsync(card, CardPinKind.UserAuthentication, Encoding.ASCII.GetBytes(next), default);

        Assert.Equal(FlowErrorCode.WrongPin, (await cluster.RunAsync(errand)).Error); // the old one
        Assert.Null((await cluster.RunAsync(errand with { Pin = next })).Error);
    }

    [Fact]
    public async Task Cards_of_both_generations_of_keys_are_served_000_16()
    {
        var keys = new HashSet<string>();
        for (var which = 0; which < 40 && keys.Count < 2; which++)
        {
            var errand = await cluster.ErrandAsync(which: which);
            if (IssuedOn(errand) is var day && !keys.Add(day < new DateOnly(2024, 11, 18) ? "old" : "new"))
                continue;
            Assert.Null((await cluster.RunAsync(errand)).Error);
        }

        Assert.Equal(2, keys.Count);
    }

    CardOffice.CardOfficeClient Counter() =>
        new(cluster.Services.Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name).Invoker);

    HoldLine.HoldLineClient Telephone() =>
        new(cluster.Services.Open(Zone.Lgwan, Party.HoldLine, Members.HoldLine, Party.Jpki, JpkiHost.Name).Invoker);

    CertificateName CardOf(Errand errand) => new() { Serial = ByteString.CopyFrom(Card(errand).Serial.ToDer()) };

    DateOnly IssuedOn(Errand errand) => Card(errand).ValidFrom;

    WalletCard Card(Errand errand)
    {
        lock (cluster.Services.World)
        {
            var world = cluster.Services.World;
            return world.Wallet.Find(Assert.Single(world.Register(Here).CertificatesOf(new ResidentId(long.Parse(errand.Resident)))))!;
        }
    }
}
