using KioskSim.Card.Applet;
using KioskSim.Card.Tests;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>A phone on the reader in a card's place: the kiosk goes the same way.</summary>
public sealed class PhoneTests
{
    [Theory]
    [InlineData(CardForm.Card, true)]
    [InlineData(CardForm.Phone, true)]
    [InlineData(CardForm.PhoneWithoutPin, false)]
    public async Task A_PIN_is_asked_for_where_there_is_one(CardForm form, bool asksForPin)
    {
        await using var stand = new KioskStand { Card = new JpkiCard(TestCards.State() with { Form = form }) };
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.PlaceCard);
        stand.Slot.Insert(stand.Card);
        var next = await stand.SeeAsync(ScreenKind.EnterPin, ScreenKind.Confirm, ScreenKind.Stopped);
        Assert.Equal(asksForPin ? ScreenKind.EnterPin : ScreenKind.Confirm, next.Kind);
    }

    [Fact]
    public async Task A_phone_that_knows_its_holder_brings_a_certificate()
    {
        await using var stand = new KioskStand { Card = new JpkiCard(TestCards.State() with { Form = CardForm.PhoneWithoutPin }) };
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.PlaceCard);
        stand.Slot.Insert(stand.Card);
        await stand.SeeAsync(ScreenKind.Confirm);
        await stand.TouchAsync(new Confirm());
        await stand.SeeAsync(ScreenKind.TakeCard);
        stand.Slot.Remove();
        await stand.SeeAsync(ScreenKind.Pay);
        stand.Coins.Insert(200);
        await stand.SeeAsync(ScreenKind.TakePaper);
        Assert.Equal(new Yen(200), stand.Coins.Box);
    }
}
