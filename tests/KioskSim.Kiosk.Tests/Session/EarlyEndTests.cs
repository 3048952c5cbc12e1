using KioskSim.Card.Tests;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>
/// However a session ends before payment: the money goes back, the centre is told, no paper comes out, and the next citizen is served.
/// </summary>
public sealed class EarlyEndTests
{
    static readonly KioskOptions Waits = KioskStand.Waits;

    [Theory]
    [InlineData(ScreenKind.PlaceCard, FlowErrorCode.Cancelled)]
    [InlineData(ScreenKind.EnterPin, FlowErrorCode.Cancelled)]
    [InlineData(ScreenKind.Confirm, FlowErrorCode.Cancelled)]
    [InlineData(ScreenKind.TakeCard, FlowErrorCode.Cancelled)]
    [InlineData(ScreenKind.Pay, FlowErrorCode.PaymentAborted)]
    public async Task Cancel_works_on_every_screen_before_payment_002_11(ScreenKind at, FlowErrorCode expected)
    {
        await using var stand = await AtAsync(at);
        await stand.TouchAsync(new Cancel());
        await AssertNothingKeptAsync(stand, await stand.SeeAsync(ScreenKind.Stopped), expected);
    }

    [Theory]
    [InlineData(ScreenKind.PlaceCard)]
    [InlineData(ScreenKind.EnterPin)]
    [InlineData(ScreenKind.Confirm)]
    [InlineData(ScreenKind.TakeCard)]
    [InlineData(ScreenKind.Pay)]
    public async Task A_citizen_who_walks_away_ends_the_session(ScreenKind at)
    {
        await using var stand = await AtAsync(at);
        for (var warnings = 0; at == ScreenKind.TakeCard && warnings < Waits.Warnings; warnings++)
            await stand.WaitOnceAsync(Waits.WarnAfter, ScreenKind.TakeCard);
        var stopped = at switch
        {
            ScreenKind.TakeCard => await stand.WaitOnceAsync(Waits.WarnAfter, ScreenKind.Stopped),
            ScreenKind.Pay => await stand.WaitOutAsync(Waits.PaymentPatience, ScreenKind.Stopped),
            _ => await stand.WaitOutAsync(Waits.Patience, ScreenKind.Stopped),
        };
        await AssertNothingKeptAsync(stand, stopped, FlowErrorCode.TimedOut);
    }

    [Theory]
    [InlineData(ScreenKind.PlaceCard)]
    [InlineData(ScreenKind.EnterPin)]
    [InlineData(ScreenKind.Confirm)]
    [InlineData(ScreenKind.Pay)]
    public async Task A_citizen_who_needs_longer_is_warned_and_has_the_whole_time_again(ScreenKind at)
    {
        await using var stand = await AtAsync(at);
        var patience = at == ScreenKind.Pay ? Waits.PaymentPatience : Waits.Patience;
        var warned = await stand.WaitOnceAsync(patience - TimeSpan.FromSeconds(20), at);
        Assert.Equal((TimeSpan.FromSeconds(20), true), (warned.TimeLeft, warned.MoreTime));
        await stand.TouchAsync(new MoreTime());
        Assert.Equal(TimeSpan.Zero, (await stand.SeeAsync(at)).TimeLeft);
        Assert.Equal(TimeSpan.FromSeconds(20), (await stand.WaitOnceAsync(patience - TimeSpan.FromSeconds(20), at)).TimeLeft);
        await stand.WaitOnceAsync(patience, ScreenKind.Stopped);
    }

    [Fact]
    public async Task The_welcome_screen_waits_for_ever_and_keeps_its_list_fresh()
    {
        await using var stand = await AtAsync(ScreenKind.Welcome);
        for (var i = 1; i <= 3; i++)
        {
            await stand.WaitOnceAsync(Waits.CatalogueAge, ScreenKind.Welcome);
            await stand.Clock.ArmedAsync(Waits.CatalogueAge).Soon(); // for the next one: this one is there
            Assert.Equal(1 + i, stand.Contacts.Passed.Count(p => p == "ListMunicipalities"));
        }
    }

    [Fact]
    public async Task Who_comes_while_the_list_is_on_its_way_is_served()
    {
        await using var stand = await AtAsync(ScreenKind.Welcome);
        var list = stand.Contacts.Hold("ListMunicipalities");
        await stand.Clock.ArmedAsync(Waits.CatalogueAge).Soon();
        stand.Clock.Advance(Waits.CatalogueAge);
        await list.Reached.Soon();
        var touch = stand.TouchAsync(new Choose(FakeCentre.City, Domain.Values.CertificateKind.ResidentRecord, CertificateOptions.None, new Copies(1)));
        list.Release();
        Assert.Equal(ScreenKind.PlaceCard, (await touch).Kind);
    }

    [Fact]
    public async Task A_card_pulled_out_during_any_command_ends_the_session()
    {
        // The last command before the confirmation is the signature; a card that outlasts it is not pulled at all.
        var commands = 0;
        for (var command = 1; ; command++)
        {
            await using var stand = new KioskStand();
            stand.Card = new PulledCard(TestCards.Card(), command, stand.Slot.Remove);
            stand.SwitchOn();
            var screen = await stand.WalkTowardsAsync(ScreenKind.Confirm);
            if (screen.Kind == ScreenKind.Confirm)
                break;
            await AssertNothingKeptAsync(stand, screen, FlowErrorCode.CardRemoved);
            commands++;
        }

        Assert.True(commands > 10, $"only {commands} commands");
    }

    [Theory]
    [InlineData("Begin")]
    [InlineData("Begin done")]
    [InlineData("Apply")]
    [InlineData("Apply done")]
    [InlineData("Issue")]
    [InlineData("Issue done")]
    public async Task An_error_of_the_centre_before_payment_costs_nothing(string point)
    {
        await using var stand = new KioskStand();
        stand.Contacts.Fail(point, new FlowException(FlowErrorCode.IssueSuppressed));
        stand.SwitchOn();
        await AssertNothingKeptAsync(stand, await stand.WalkTowardsAsync(ScreenKind.Pay), FlowErrorCode.IssueSuppressed);
    }

    [Fact]
    public async Task A_price_that_cannot_be_is_no_reason_to_die()
    {
        await using var stand = new KioskStand();
        stand.Centre.Yen = -1;
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.EnterPin);
        var stopped = await stand.TypeAsync(TestCards.Pin);
        await AssertNothingKeptAsync(stand, stopped, FlowErrorCode.Internal);
    }

    [Fact]
    public async Task A_document_that_is_not_the_one_asked_for_is_never_paid_for()
    {
        await using var stand = new KioskStand();
        stand.Centre.Spoil = parcel => [.. parcel[..^1], (byte)(parcel[^1] ^ 1)];
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakeCard);
        stand.Slot.Remove();
        await AssertNothingKeptAsync(stand, await stand.SeeAsync(ScreenKind.Stopped), FlowErrorCode.CertificateMismatch);
    }

    [Fact]
    public async Task A_coin_slot_that_is_away_gives_the_money_back_when_it_returns()
    {
        await using var stand = await AtAsync(ScreenKind.Pay);
        stand.Coins.Insert(100);
        var gone = new FlowException(FlowErrorCode.Internal);
        stand.Contacts.Fail("ReturnCredit", gone, gone);
        _ = stand.Panel.TouchAsync(new Cancel(), CancellationToken.None);
        var stopped = await stand.WaitOutAsync(Waits.SettleRetry, ScreenKind.Stopped);
        await AssertNothingKeptAsync(stand, stopped, FlowErrorCode.PaymentAborted);
    }

    [Theory]
    [InlineData(ScreenKind.Welcome)]
    [InlineData(ScreenKind.PlaceCard)]
    [InlineData(ScreenKind.EnterPin)]
    [InlineData(ScreenKind.Confirm)]
    [InlineData(ScreenKind.TakeCard)]
    [InlineData(ScreenKind.Pay)]
    public async Task A_kiosk_that_is_switched_off_gives_back_what_was_put_in(ScreenKind at)
    {
        await using var stand = await AtAsync(at);
        if (at == ScreenKind.Pay)
            stand.Coins.Insert(100);
        await stand.StopAsync();
        Assert.Equal(ScreenKind.OutOfService, stand.Panel.Current.Kind);
        Assert.Equal(stand.Coins.PutIn, stand.Coins.Returned);
        AssertTold(stand);
    }

    [Fact]
    public async Task Without_the_centre_the_kiosk_says_so_and_opens_when_it_is_back()
    {
        await using var stand = new KioskStand();
        var gone = new FlowException(FlowErrorCode.CentreUnreachable);
        stand.Contacts.Fail("ListMunicipalities", gone, gone);
        stand.SwitchOn();
        Assert.Equal(FlowErrorCode.CentreUnreachable, (await stand.SeeAsync(ScreenKind.OutOfService)).Error);
        await stand.WaitOutAsync(Waits.SettleRetry, ScreenKind.Welcome);
    }

    [Fact]
    public async Task A_kiosk_that_loses_the_centre_at_the_welcome_screen_says_so_gives_the_money_back_and_opens_again()
    {
        await using var stand = await AtAsync(ScreenKind.Welcome);
        stand.Coins.Insert(100);
        var gone = new FlowException(FlowErrorCode.CentreUnreachable);
        stand.Contacts.Fail("ListMunicipalities", gone, gone);
        var screen = await stand.WaitOnceAsync(Waits.CatalogueAge, ScreenKind.OutOfService);
        Assert.Equal(FlowErrorCode.CentreUnreachable, screen.Error);
        await stand.WaitOutAsync(Waits.SettleRetry, ScreenKind.Welcome);
        Assert.Equal(new Yen(100), stand.Coins.Returned);
    }

    [Fact]
    public async Task What_nobody_thought_of_at_the_welcome_screen_does_not_take_the_kiosk_down()
    {
        await using var stand = await AtAsync(ScreenKind.Welcome);
        stand.Contacts.Fail("ListMunicipalities", new InvalidOperationException("something nobody thought of"));
        Assert.Equal(FlowErrorCode.Internal, (await stand.WaitOnceAsync(Waits.CatalogueAge, ScreenKind.OutOfService)).Error);
        await stand.WaitOutAsync(Waits.SettleRetry, ScreenKind.Welcome);
    }

    [Fact]
    public async Task Without_a_city_to_choose_the_kiosk_says_so_and_opens_when_there_is_one()
    {
        await using var stand = new KioskStand();
        stand.Centre.HasCities = false;
        stand.SwitchOn();
        Assert.Equal(FlowErrorCode.CityUnreachable, (await stand.SeeAsync(ScreenKind.OutOfService)).Error);
        stand.Centre.HasCities = true;
        await stand.WaitOutAsync(Waits.SettleRetry, ScreenKind.Welcome);
    }

    static async Task<KioskStand> AtAsync(ScreenKind screen)
    {
        var stand = new KioskStand();
        stand.SwitchOn();
        await stand.WalkToAsync(screen);
        return stand;
    }

    static async Task AssertNothingKeptAsync(KioskStand stand, Screen stopped, FlowErrorCode expected)
    {
        Assert.Equal((ScreenKind.Stopped, expected), (stopped.Kind, stopped.Error!.Value));
        Assert.Equal(stand.Coins.PutIn, stand.Coins.Returned);
        Assert.Equal((Yen.Zero, 0), (stand.Coins.Credit, stand.Coins.Book.Count));
        Assert.Equal(0, stand.Printer.Jobs);
        AssertTold(stand);
        stand.Slot.Remove();
        await stand.WaitOutAsync(Waits.LastScreen, ScreenKind.Welcome);
    }

    /// <summary>The centre heard once that a session it knows is over; a session whose begin got lost ends there by itself.</summary>
    static void AssertTold(KioskStand stand)
    {
        Assert.Equal(stand.Contacts.Passed.Contains("Begin done") ? [Outcome.Cancelled] : [], stand.Centre.Told.Select(t => t.Settlement.Outcome));
    }
}
