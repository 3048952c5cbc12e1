using KioskSim.Card;
using KioskSim.Card.Tests;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Printing;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>However a session ends early: the money goes back, the centre is told, no paper comes out, and the next citizen is served.</summary>
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
        var wait = at switch { ScreenKind.TakeCard => Waits.WarnAfter, ScreenKind.Pay => Waits.PaymentPatience, _ => Waits.Patience };
        await AssertNothingKeptAsync(stand, await stand.WaitOutAsync(wait, ScreenKind.Stopped), FlowErrorCode.TimedOut);
    }

    [Fact]
    public async Task The_welcome_screen_waits_for_ever_and_keeps_its_list_fresh()
    {
        await using var stand = await AtAsync(ScreenKind.Welcome);
        for (var i = 1; i <= 3; i++)
        {
            await stand.WaitOnceAsync(Waits.CatalogueAge, ScreenKind.Welcome);
            Assert.Equal(1 + i, stand.Contacts.Passed.Count(p => p == "ListMunicipalities"));
        }
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

    [Theory]
    [InlineData("Hold", FlowErrorCode.Internal)] // the slot never heard of it: the money still lies there as credit
    [InlineData("Hold done", FlowErrorCode.Internal)] // it did, and the answer was lost
    [InlineData("Release", FlowErrorCode.IssueSuppressed)]
    [InlineData("Release done", FlowErrorCode.CentreUnreachable)]
    public async Task Money_that_was_paid_comes_back_when_nothing_may_be_printed_000_30(string point, FlowErrorCode code)
    {
        await using var stand = await AtAsync(ScreenKind.Pay);
        stand.Contacts.Fail(point, new FlowException(code));
        stand.Coins.Insert(stand.Panel.Current.Due.Amount);
        var stopped = await stand.SeeAsync(ScreenKind.Stopped);
        Assert.Equal((code, new Yen(200)), (stopped.Error!.Value, stopped.Credit));
        AssertRefunded(stand, copies: 0);
        Assert.Equal(0, stand.Printer.Jobs);
        await stand.WaitOutAsync(Waits.LastScreen, ScreenKind.Welcome);
    }

    [Theory]
    [InlineData("Print")]
    [InlineData("Print done")]
    public async Task A_printer_that_refuses_or_falls_silent_is_settled_by_its_own_count(string point)
    {
        await using var stand = await AtAsync(ScreenKind.Pay);
        stand.Contacts.Fail(point, new PrinterException("out of reach"));
        stand.Coins.Insert(stand.Panel.Current.Due.Amount);
        if (point == "Print")
        {
            Assert.Equal(FlowErrorCode.PrinterFault, (await stand.SeeAsync(ScreenKind.Stopped)).Error);
            AssertRefunded(stand, copies: 0);
        }
        else
        {
            await stand.SeeAsync(ScreenKind.TakePaper); // it had taken the job, and printed it
            Assert.Equal(new Yen(200), stand.Coins.Box);
            Assert.Equal(Outcome.Delivered, Assert.Single(stand.Centre.Told).Settlement.Outcome);
        }
    }

    [Fact]
    public async Task A_jam_after_one_of_three_copies_pays_two_back()
    {
        await using var stand = new KioskStand { Copies = new Copies(3) };
        stand.Centre.Sheets = 2;
        stand.Printer.JamAfter = 3; // one whole copy, and half of another
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.Pay);
        stand.Coins.Insert(600);
        var stopped = await stand.WaitOutAsync(Waits.PrinterPoll, ScreenKind.Stopped);
        Assert.Equal((FlowErrorCode.PrinterFault, new Yen(400)), (stopped.Error!.Value, stopped.Credit));
        AssertRefunded(stand, copies: 1);
    }

    [Fact]
    public async Task A_jam_that_a_hand_clears_in_time_ends_well()
    {
        await using var stand = await AtAsync(ScreenKind.Pay);
        stand.Printer.JamAfter = 0;
        stand.Coins.Insert(200);
        await stand.Clock.ArmedAsync(Waits.PrinterPoll).Soon();
        stand.Printer.JamAfter = null;
        stand.Printer.GoOn();
        await stand.WaitOutAsync(Waits.PrinterPoll, ScreenKind.TakePaper);
        Assert.Equal(Outcome.Delivered, Assert.Single(stand.Centre.Told).Settlement.Outcome);
    }

    [Theory]
    [InlineData("Begin")]
    [InlineData("Apply done")]
    [InlineData("Issue")]
    [InlineData("Hold done")]
    [InlineData("Release")]
    [InlineData("Print")]
    [InlineData("Print done")]
    [InlineData("Progress")]
    [InlineData("Close done")]
    [InlineData("Settle")]
    [InlineData("Forget")]
    public async Task Not_even_a_fault_nobody_thought_of_keeps_money_or_stops_the_kiosk(string point)
    {
        await using var stand = new KioskStand();
        stand.Contacts.Fail(point, new InvalidOperationException("a fault"));
        stand.SwitchOn();
        Assert.Equal(FlowErrorCode.Internal, (await stand.WalkTowardsAsync(ScreenKind.TakePaper)).Error);
        Assert.Equal(stand.Coins.PutIn, stand.Coins.Box + stand.Coins.Returned);
        Assert.Empty(stand.Coins.Book);
        Assert.Equal(new Yen(200 * stand.Printer.SheetsOut), stand.Coins.Box);
        stand.Slot.Remove();
        await stand.WaitOutAsync(Waits.LastScreen, ScreenKind.Welcome);
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
    public async Task Switched_off_after_payment_it_first_brings_the_session_to_its_end_000_30()
    {
        await using var stand = await AtAsync(ScreenKind.Pay);
        stand.Printer.JamAfter = 0;
        stand.Coins.Insert(200);
        await stand.Clock.ArmedAsync(Waits.PrinterPoll).Soon();
        var stopping = stand.StopAsync();
        Assert.False(stopping.IsCompleted);
        stand.Printer.GoOn();
        await stand.Clock.PassUntilAsync(Waits.PrinterPoll, DoneAsync(stopping));
        Assert.Equal(new Yen(200), stand.Coins.Box);
        Assert.Equal(Outcome.Delivered, Assert.Single(stand.Centre.Told).Settlement.Outcome);
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

    static void AssertRefunded(KioskStand stand, int copies)
    {
        Assert.Equal(new Yen(200 * copies), stand.Coins.Box);
        Assert.Equal(stand.Coins.PutIn, stand.Coins.Box + stand.Coins.Returned);
        Assert.Empty(stand.Coins.Book);
        var told = Assert.Single(stand.Centre.Told).Settlement;
        Assert.Equal((Outcome.Refunded, copies, stand.Coins.Box.Amount), (told.Outcome, told.CopiesDelivered, told.YenKept));
    }

    static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    /// <summary>A card that a hand takes away while it answers its command of some number.</summary>
    sealed class PulledCard(ICard card, int command, Action pull) : ICard
    {
        int _commands;

        public ReadOnlySpan<byte> AnswerToReset => card.AnswerToReset;

        public int Transmit(ReadOnlySpan<byte> apdu, Span<byte> response)
        {
            var length = card.Transmit(apdu, response);
            if (++_commands == command)
                pull();
            return length;
        }

        public void Reset() => card.Reset();
    }
}
