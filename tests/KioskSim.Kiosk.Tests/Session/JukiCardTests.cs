using KioskSim.Card;
using KioskSim.Card.Applet;
using KioskSim.Card.Tests;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>A 住基カード on the reader. The day is 18 November 2026.</summary>
public sealed class JukiCardTests
{
    static readonly DateOnly Today = new(2026, 11, 18);

    [Fact]
    public async Task A_card_of_the_chosen_city_brings_a_certificate_001_41()
    {
        await using var stand = Stand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakePaper);

        Assert.Equal(new Yen(200), stand.Coins.Box);
        Assert.Equal((BeginRequest.CardOneofCase.JukiCard, 15_000_007), (stand.Centre.Introduced!.CardCase, stand.Centre.Introduced.JukiCard));
    }

    [Theory]
    // accepted  card's city  last day      what the glass says
    [InlineData(true,  "482013", "2026-11-18", null)]
    [InlineData(true,  "482013", "2026-11-17", FlowErrorCode.JukiCardExpired)]
    [InlineData(true,  "482021", "2026-11-18", FlowErrorCode.JukiCardOfAnotherCity)]
    [InlineData(false, "482013", "2026-11-18", FlowErrorCode.JukiCardNotAccepted)]
    [InlineData(false, "482021", "2026-11-17", FlowErrorCode.JukiCardNotAccepted)]
    public async Task What_the_card_itself_rules_out_is_refused_before_a_PIN_is_asked_for_001_41_003_32(
        bool accepted, string city, string lastDay, FlowErrorCode? expected)
    {
        await using var stand = Stand(new JukiCard(TestCards.JukiState(city: city, lastDay: DateOnly.Parse(lastDay))));
        stand.Centre.AcceptsJukiCards = accepted;
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.PlaceCard);
        stand.Slot.Insert(stand.Card);
        var next = await stand.SeeAsync(ScreenKind.EnterPin, ScreenKind.Stopped);

        Assert.Equal((expected is null ? ScreenKind.EnterPin : ScreenKind.Stopped, expected), (next.Kind, next.Error));
        Assert.Equal(0, stand.Centre.Begun);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    public async Task The_glass_asks_for_the_card_that_will_do_and_for_the_PIN_of_the_one_that_lies_there(bool accepted, bool juki, bool asksForItsPin)
    {
        await using var stand = Stand(juki ? null : TestCards.Card());
        stand.Centre.AcceptsJukiCards = accepted;
        stand.SwitchOn();
        Assert.Equal(accepted, (await stand.WalkToAsync(ScreenKind.PlaceCard)).JukiCard);
        stand.Slot.Insert(stand.Card);
        Assert.Equal(asksForItsPin, (await stand.SeeAsync(ScreenKind.EnterPin)).JukiCard);
    }

    [Fact]
    public async Task Wrong_PINs_are_counted_and_the_third_locks_the_card()
    {
        await using var stand = Stand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.EnterPin);
        Assert.Equal((FlowErrorCode.WrongPin, 2), await Miss());
        Assert.Equal((FlowErrorCode.WrongPin, 1), await Miss());
        Assert.Equal((FlowErrorCode.CardLocked, null), await Miss());

        async Task<(FlowErrorCode?, int?)> Miss()
        {
            var screen = await stand.TypeAsync("0000");
            return (screen.Error, screen.TriesLeft);
        }
    }

    [Fact]
    public async Task A_sheet_that_is_marked_for_another_card_is_refused()
    {
        await using var stand = Stand();
        stand.Centre.MarkedFor = new(15_000_008);
        stand.SwitchOn();
        var last = await stand.WalkTowardsAsync(ScreenKind.Pay);
        Assert.Equal((ScreenKind.Stopped, FlowErrorCode.CertificateMismatch), (last.Kind, last.Error));
    }

    [Fact]
    public async Task A_card_with_neither_application_cannot_be_read()
    {
        await using var stand = Stand(new OtherCard());
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.PlaceCard);
        stand.Slot.Insert(stand.Card);
        Assert.Equal(FlowErrorCode.CardUnreadable, (await stand.SeeAsync(ScreenKind.Stopped, ScreenKind.EnterPin)).Error);
    }

    static KioskStand Stand(ICard? card = null)
    {
        var stand = new KioskStand { Card = card ?? new JukiCard(TestCards.JukiState(city: FakeCentre.City.ToString(), lastDay: Today)) };
        stand.Centre.AcceptsJukiCards = true;
        return stand;
    }

    /// <summary>A card of a railway: 6A82 to whatever is asked for.</summary>
    sealed class OtherCard : ICard
    {
        public ReadOnlySpan<byte> AnswerToReset => [];

        public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
        {
            (response[0], response[1]) = (0x6A, 0x82);
            return 2;
        }

        public void Reset()
        {
        }
    }
}
