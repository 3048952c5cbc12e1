using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Card.Tests;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Memory;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>A new PIN at the kiosk: screen by screen, and every way in which it ends without one.</summary>
[Collection(nameof(LockedMemory))]
public sealed class PinResetSessionTests : IAsyncDisposable
{
    const string NewPin = "9876";
    const string NewSigningPin = "NEWPIN7";

    static readonly KioskOptions Waits = KioskStand.Waits;

    readonly KioskStand _stand = new();
    readonly JpkiCard _card;

    public PinResetSessionTests()
    {
        _card = new JpkiCard(TestCards.State(tries: 0) with { UnlockKey = _stand.Centre.UnlockKey.ToArray() });
        _stand.Card = _card;
        _stand.Centre.Reserved = CardPinKind.UserAuthentication;
    }

    [Fact]
    public async Task A_locked_card_gets_the_PIN_that_was_typed_twice_and_nothing_else_is_asked_for_000_31_000_34()
    {
        _stand.SwitchOn();
        var seen = SeenUntilAsync(ScreenKind.PinIsSet);
        await EnterAsync();
        var first = _stand.Panel.Current;
        Assert.Equal((CardPinKind.UserAuthentication, 10, null), (first.NewPin, first.Pad.Count, first.Error));
        Assert.Equal(ScreenKind.RepeatNewPin, (await _stand.TypeAsync(NewPin)).Kind);
        Assert.NotEqual(first.Pad, _stand.Panel.Current.Pad);
        Assert.Equal(ScreenKind.PinIsSet, (await _stand.TypeAsync(NewPin)).Kind);

        Assert.Equal(
            [
                ScreenKind.Welcome, ScreenKind.PlaceCard, ScreenKind.PleaseWait, ScreenKind.EnterNewPin, ScreenKind.RepeatNewPin, ScreenKind.PleaseWait,
                ScreenKind.PinIsSet,
            ],
            await seen.Soon());
        Assert.True(Takes(NewPin, CardPinKind.UserAuthentication));
        await AssertFreeAsync();
    }

    [Theory]
    [InlineData(NewSigningPin)]
    [InlineData("ABC123")]
    [InlineData("0123456789ABCDEF")] // the longest: nothing is left to end
    public async Task The_signing_PIN_is_as_long_as_its_holder_wants_000_34(string pin)
    {
        _stand.Centre.Reserved = CardPinKind.Signing;
        _stand.SwitchOn();
        await EnterAsync();
        Assert.Equal((CardPinKind.Signing, 36), (_stand.Panel.Current.NewPin, _stand.Panel.Current.Pad.Count));
        Assert.Equal(ScreenKind.RepeatNewPin, (await TypeAndEndAsync(pin)).Kind);
        Assert.Equal(ScreenKind.PinIsSet, (await TypeAndEndAsync(pin)).Kind);
        Assert.True(Takes(pin, CardPinKind.Signing));
        Assert.Equal(0, _card.State.UserAuthentication.Pin.TriesLeft);
    }

    [Fact]
    public async Task Four_digits_need_no_end_key_and_have_no_letters()
    {
        _stand.SwitchOn();
        await EnterAsync();
        await RefusedAsync(new EndPin());
        await RefusedAsync(new PressKey(10));
        Assert.Equal(0, _stand.Panel.Current.PinEntered);
    }

    [Fact]
    public async Task A_PIN_that_is_too_short_cannot_be_ended()
    {
        _stand.Centre.Reserved = CardPinKind.Signing;
        _stand.SwitchOn();
        await EnterAsync();
        await _stand.TypeAsync("ABCDE");
        await RefusedAsync(new EndPin());
        await RefusedAsync(new PressKey(36));
        Assert.Equal(5, _stand.Panel.Current.PinEntered);
    }

    [Fact]
    public async Task Two_that_differ_are_asked_for_again_and_neither_reaches_the_card()
    {
        _stand.SwitchOn();
        await EnterAsync();
        await _stand.TypeAsync(NewPin);
        var again = await _stand.TypeAsync("9875");
        Assert.Equal((ScreenKind.EnterNewPin, FlowErrorCode.PinsDiffer, 0), (again.Kind, again.Error, again.PinEntered));
        Assert.DoesNotContain("TakeCode", _stand.Contacts.Passed);
        await _stand.TypeAsync("4444");
        Assert.Null(_stand.Panel.Current.Error);
        Assert.Equal(ScreenKind.PinIsSet, (await _stand.TypeAsync("4444")).Kind);
        Assert.True(Takes("4444", CardPinKind.UserAuthentication));
    }

    [Theory]
    [InlineData("NEWPIN7", "NEWPIN")]
    [InlineData("NEWPIN", "NEWPIN7")]
    [InlineData("0123456789ABCDEF", "0123456789ABCDE")]
    public async Task One_that_only_begins_like_the_other_differs(string first, string second)
    {
        _stand.Centre.Reserved = CardPinKind.Signing;
        _stand.SwitchOn();
        await EnterAsync();
        await TypeAndEndAsync(first);
        Assert.Equal(FlowErrorCode.PinsDiffer, (await TypeAndEndAsync(second)).Error);
    }

    [Theory]
    [InlineData(FlowErrorCode.PinResetNotReserved)]
    [InlineData(FlowErrorCode.PinResetExpired)]
    [InlineData(FlowErrorCode.CertificateRevoked)]
    [InlineData(FlowErrorCode.CertificateOnHold)]
    [InlineData(FlowErrorCode.CertificateInvalid)]
    [InlineData(FlowErrorCode.JpkiUnreachable)]
    public async Task Who_may_not_set_a_PIN_is_told_before_one_is_typed(FlowErrorCode refusal)
    {
        _stand.Contacts.Fail("FindReservation", new FlowException(refusal));
        _stand.SwitchOn();
        var seen = SeenUntilAsync(ScreenKind.Stopped);
        await ToCardAsync();
        _stand.Slot.Insert(_card);
        Assert.Equal(refusal, (await _stand.SeeAsync(ScreenKind.Stopped)).Error);
        Assert.DoesNotContain(ScreenKind.EnterNewPin, await seen.Soon());
        await AssertUnchangedAsync();
    }

    [Theory]
    [InlineData(ScreenKind.PlaceCard, false)]
    [InlineData(ScreenKind.EnterNewPin, false)]
    [InlineData(ScreenKind.RepeatNewPin, false)]
    [InlineData(ScreenKind.PlaceCard, true)]
    [InlineData(ScreenKind.EnterNewPin, true)]
    [InlineData(ScreenKind.RepeatNewPin, true)]
    public async Task Who_cancels_or_walks_away_keeps_the_old_PIN_and_the_reservation(ScreenKind at, bool walksAway)
    {
        _stand.SwitchOn();
        await ToCardAsync();
        if (at != ScreenKind.PlaceCard)
        {
            _stand.Slot.Insert(_card);
            await _stand.SeeAsync(ScreenKind.EnterNewPin);
        }

        if (at == ScreenKind.RepeatNewPin)
            await _stand.TypeAsync(NewPin);
        Assert.Equal(at, _stand.Panel.Current.Kind);
        var stopped = walksAway ? await _stand.WaitOutAsync(Waits.Patience, ScreenKind.Stopped) : await _stand.TouchAsync(new Cancel());
        Assert.Equal((ScreenKind.Stopped, walksAway ? FlowErrorCode.TimedOut : FlowErrorCode.Cancelled), (stopped.Kind, stopped.Error!.Value));
        Assert.Equal(CardPinKind.UserAuthentication, _stand.Centre.Reserved);
        await AssertUnchangedAsync();
    }

    [Fact]
    public async Task A_card_pulled_out_during_any_command_ends_it_and_says_whether_to_reserve_anew()
    {
        var ends = new List<(FlowErrorCode? Error, bool IsUsedUp, bool HasNewPin)>();
        for (var command = 1; ; command++)
        {
            await using var stand = new KioskStand();
            stand.Centre.Reserved = CardPinKind.UserAuthentication;
            var card = new JpkiCard(TestCards.State() with { UnlockKey = stand.Centre.UnlockKey });
            stand.Card = new PulledCard(card, command, stand.Slot.Remove);
            stand.SwitchOn();
            await stand.SeeAsync(ScreenKind.Welcome);
            await stand.TouchAsync(new ChoosePinReset());
            stand.Slot.Insert(stand.Card);
            var screen = await stand.SeeAsync(ScreenKind.EnterNewPin, ScreenKind.Stopped);
            if (screen.Kind == ScreenKind.EnterNewPin)
            {
                await stand.TypeAsync(NewPin);
                screen = await stand.TypeAsync(NewPin);
            }

            if (screen.Kind == ScreenKind.PinIsSet)
                break;
            ends.Add((screen.Error, stand.Centre.Reserved is null, Takes(card, NewPin, CardPinKind.UserAuthentication)));
        }

        // Reading, then the challenge: the reservation stands. Then SELECT file, where the old PIN holds, and the command whose answer nobody heard.
        Assert.True(ends.Count > 8, $"only {ends.Count} commands");
        Assert.All(ends.SkipLast(2), end => Assert.Equal((FlowErrorCode.CardRemoved, false, false), end));
        Assert.Equal([(FlowErrorCode.NewPinUnconfirmed, true, false), (FlowErrorCode.NewPinUnconfirmed, true, true)], ends.TakeLast(2));
    }

    [Fact]
    public async Task A_card_that_was_taken_away_while_the_PIN_was_typed_uses_nothing_up()
    {
        _stand.SwitchOn();
        await EnterAsync();
        _stand.Slot.Remove();
        await _stand.TypeAsync(NewPin);
        Assert.Equal(FlowErrorCode.CardRemoved, (await _stand.TypeAsync(NewPin)).Error);
        Assert.Equal(CardPinKind.UserAuthentication, _stand.Centre.Reserved);
    }

    [Fact]
    public async Task A_code_that_is_not_the_cards_sets_nothing()
    {
        _stand.Centre.UnlockKey[0] ^= 1;
        _stand.SwitchOn();
        await EnterAsync();
        await _stand.TypeAsync(NewPin);
        Assert.Equal(FlowErrorCode.NewPinUnconfirmed, (await _stand.TypeAsync(NewPin)).Error);
        await AssertUnchangedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Money_that_somebody_puts_in_comes_back(bool toTheEnd)
    {
        _stand.SwitchOn();
        await EnterAsync();
        _stand.Coins.Insert(200);
        await _stand.TypeAsync(NewPin);
        var last = toTheEnd ? await _stand.TypeAsync(NewPin) : await _stand.TouchAsync(new Cancel());
        Assert.Equal((toTheEnd ? ScreenKind.PinIsSet : ScreenKind.Stopped, new Yen(200)), (last.Kind, _stand.Coins.Returned));
        await AssertFreeAsync();
    }

    [Fact]
    public async Task Whatever_goes_wrong_the_kiosk_serves_the_next_citizen()
    {
        _stand.Contacts.Fail("TakeCode", new InvalidOperationException("something nobody thought of"));
        _stand.SwitchOn();
        await EnterAsync();
        await _stand.TypeAsync(NewPin);
        Assert.Equal(FlowErrorCode.Internal, (await _stand.TypeAsync(NewPin)).Error);
        await AssertUnchangedAsync();
    }

    [Fact]
    public async Task It_keeps_warning_until_the_card_is_gone_000_38_002_12()
    {
        _stand.SwitchOn();
        await EnterAsync();
        await _stand.TypeAsync(NewPin);
        await _stand.TypeAsync(NewPin);
        await _stand.SeeAsync(ScreenKind.PinIsSet);
        for (var warning = 1; warning <= Waits.Warnings; warning++)
            Assert.Equal(warning, (await _stand.WaitOnceAsync(Waits.WarnAfter, ScreenKind.PinIsSet)).Warnings);
        Assert.Equal(FlowErrorCode.CardLeft, (await _stand.WaitOnceAsync(Waits.WarnAfter, ScreenKind.OutOfService)).Error);
        _stand.Slot.Remove();
        await _stand.WaitOutAsync(Waits.LastScreen, ScreenKind.Welcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Afterwards_no_PIN_is_left_in_memory_nor_in_the_cards_session_000_39(bool toTheEnd)
    {
        LockedMemory.SkipIfForbidden();
        var before = LockedMemory.Kilobytes;
        _stand.SwitchOn();
        await EnterAsync();
        await _stand.TypeAsync(NewPin);
        Assert.True(LockedMemory.Kilobytes > before);
        var last = toTheEnd ? await _stand.TypeAsync(NewPin) : await _stand.TouchAsync(new Cancel());
        Assert.Equal(toTheEnd ? ScreenKind.PinIsSet : ScreenKind.Stopped, last.Kind);
        Assert.Equal(before, LockedMemory.Kilobytes);

        byte[] answer = new byte[2];
        _card.Transmit(Convert.FromHexString("0084000010"), answer); // GET CHALLENGE where nothing is selected any more
        Assert.NotEqual("9000", Convert.ToHexString(answer));
    }

    [Fact]
    public async Task A_kiosk_that_is_switched_off_meanwhile_forgets_what_was_typed_000_39()
    {
        LockedMemory.SkipIfForbidden();
        var before = LockedMemory.Kilobytes;
        _stand.SwitchOn();
        await EnterAsync();
        await _stand.TypeAsync("98");
        await _stand.StopAsync();
        Assert.Equal((ScreenKind.OutOfService, before), (_stand.Panel.Current.Kind, LockedMemory.Kilobytes));
    }

    async Task ToCardAsync()
    {
        await _stand.SeeAsync(ScreenKind.Welcome);
        await _stand.TouchAsync(new ChoosePinReset());
        await _stand.SeeAsync(ScreenKind.PlaceCard);
    }

    async Task EnterAsync()
    {
        await ToCardAsync();
        _stand.Slot.Insert(_card);
        await _stand.SeeAsync(ScreenKind.EnterNewPin);
    }

    async Task<Screen> TypeAndEndAsync(string pin)
    {
        var kind = _stand.Panel.Current.Kind;
        var screen = await _stand.TypeAsync(pin);
        return screen.Kind == kind ? await _stand.TouchAsync(new EndPin()) : screen;
    }

    async Task RefusedAsync(Touch touch) =>
        Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(() => _stand.TouchAsync(touch))).Code);

    // Every kind of screen up to one, the same one after the other once.
    async Task<IReadOnlyList<ScreenKind>> SeenUntilAsync(ScreenKind last)
    {
        var seen = new List<ScreenKind>();
        await foreach (var screen in _stand.Panel.WatchAsync(CancellationToken.None))
        {
            if (screen.Kind != ScreenKind.OutOfService && (seen.Count == 0 || seen[^1] != screen.Kind))
                seen.Add(screen.Kind);
            if (screen.Kind == last)
                break;
        }

        return seen;
    }

    bool Takes(string pin, CardPinKind kind) => Takes(_card, pin, kind);

    static bool Takes(JpkiCard card, string pin, CardPinKind kind)
    {
        var same = new JpkiCard(card.State); // the try counts for nothing
        var reader = new JpkiReader(same);
        reader.SelectApplication();
        return reader.VerifyPin(TestCards.Ascii(pin), kind).Accepted;
    }

    async Task AssertUnchangedAsync()
    {
        Assert.Equal(0, _card.State.UserAuthentication.Pin.TriesLeft);
        await AssertFreeAsync();
    }

    // No session at the centre, no money, no paper; and the next citizen is served.
    async Task AssertFreeAsync()
    {
        Assert.Equal(0, _stand.Centre.Begun);
        Assert.Empty(_stand.Centre.Told);
        Assert.Equal((0, Yen.Zero), (_stand.Printer.Jobs, _stand.Coins.Box));
        Assert.All(
            _stand.Contacts.Passed,
            contact => Assert.Contains(contact.Split(' ')[0], (string[])["List", "ListMunicipalities", "ReturnCredit", "Tray", "Lamp", "FindReservation", "TakeCode"]));
        _stand.Slot.Remove();
        await _stand.WaitOutAsync(Waits.LastScreen, ScreenKind.Welcome);
    }

    public ValueTask DisposeAsync() => _stand.DisposeAsync();
}
