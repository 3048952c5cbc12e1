using KioskSim.Card.Applet;
using KioskSim.Card.Tests;
using KioskSim.Domain.Errors;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Memory;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>利用登録 at the kiosk, screen by screen: what is typed reaches the city sealed and stays nowhere here.</summary>
[Collection(nameof(LockedMemory))]
public sealed class UseRegistrationSessionTests : IAsyncDisposable
{
    static readonly UseApplication Typed = new("葦原県潮崎市汐見町一丁目2番地", "𠮷田　葛󠄀城", "𠮷田　花子", new DateOnly(1990, 4, 1));

    readonly KioskStand _stand = new();

    [Fact]
    public async Task What_is_typed_arrives_at_the_city_as_it_was_typed_000_39()
    {
        await EnterAsync();
        Assert.Equal(UseField.Domicile, _stand.Panel.Current.Field);
        await TypeAsync(Typed.Domicile);
        await TypeAsync(Typed.Head);
        await TypeAsync(Typed.Name);
        Assert.Equal((UseField.BirthDate, 0), (_stand.Panel.Current.Field, _stand.Panel.Current.Typed));
        Assert.Equal(ScreenKind.UseApplied, (await TypeAsync("19900401")).Kind);

        Assert.Equal(Typed, _stand.Centre.AppliedForUse);
        _stand.Slot.Remove();
        await _stand.WaitOutAsync(KioskStand.Waits.LastScreen, ScreenKind.Welcome);
        Assert.Equal(0, _stand.Coins.Box.Amount);
        Assert.Empty(_stand.Centre.Told);
    }

    [Fact]
    public async Task The_screen_counts_what_is_typed_and_never_shows_it()
    {
        await EnterAsync();
        var screen = await _stand.TouchAsync(new TypeCharacter('葦'));
        Assert.Equal((ScreenKind.EnterText, UseField.Domicile, 1), (screen.Kind, screen.Field, screen.Typed));
        Assert.DoesNotContain("葦", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_stand_in_a_field_is_refused_and_nothing_is_lost()
    {
        await EnterAsync();
        await RefusedAsync(new EndText()); // nothing is typed
        await RefusedAsync(new TypeCharacter('\n'));
        await RefusedAsync(new TypeCharacter(0xD800));
        await RefusedAsync(new TypeCharacter(-1));
        await RefusedAsync(new TypeCharacter(int.MaxValue));
        for (var i = 0; i < UseApplication.Capacity(UseField.Domicile) / 3; i++)
            await _stand.TouchAsync(new TypeCharacter('葦'));
        await RefusedAsync(new TypeCharacter('葦')); // no room
        await _stand.TouchAsync(new EndText());
        await TypeAsync(Typed.Head);
        await TypeAsync(Typed.Name);
        await RefusedAsync(new TypeCharacter('平'));
        await RefusedAsync(new TypeCharacter(0x10000 + '1')); // a character of Linear B, whose last 16 bits are a digit's
        foreach (var digit in "1990040")
            await _stand.TouchAsync(new TypeCharacter(digit));
        await RefusedAsync(new EndText()); // no date yet
        Assert.Equal(ScreenKind.UseApplied, (await TypeAsync("1")).Kind);
    }

    [Theory]
    [InlineData("Begin", FlowErrorCode.CentreUnreachable)]
    [InlineData("RegisterUse", FlowErrorCode.CityUnreachable)]
    public async Task Where_it_does_not_arrive_the_citizen_is_told(string method, FlowErrorCode code)
    {
        _stand.Contacts.Fail(method, new FlowException(code));
        await EnterAsync();
        Screen last = _stand.Panel.Current;
        foreach (var text in (string[])[Typed.Domicile, Typed.Head, Typed.Name, "19900401"])
            last = await TypeAsync(text);
        Assert.Equal((ScreenKind.Stopped, code), (last.Kind, last.Error));
    }

    [Fact]
    public async Task With_a_resident_basic_card_nobody_registers_for_use()
    {
        _stand.Card = new JukiCard(TestCards.JukiState());
        _stand.SwitchOn();
        await _stand.SeeAsync(ScreenKind.Welcome);
        await _stand.TouchAsync(new ChooseUseRegistration(FakeCentre.City));
        _stand.Slot.Insert(_stand.Card);
        Assert.Equal(FlowErrorCode.CardUnreadable, (await _stand.SeeAsync(ScreenKind.EnterPin, ScreenKind.Stopped)).Error);
    }

    [Fact]
    public async Task Who_types_nothing_more_is_not_waited_for_for_ever()
    {
        await EnterAsync();
        Assert.Equal(FlowErrorCode.TimedOut, (await _stand.WaitOnceAsync(KioskStand.Waits.Patience, ScreenKind.Stopped)).Error);
    }

    [Fact]
    public async Task Where_no_family_register_is_issued_nobody_can_apply()
    {
        _stand.SwitchOn();
        await _stand.SeeAsync(ScreenKind.Welcome);
        var refused = await Assert.ThrowsAsync<FlowException>(() => _stand.TouchAsync(new ChooseUseRegistration(new("482021"))));
        Assert.Equal(FlowErrorCode.MunicipalityUnknown, refused.Code);
    }

    public ValueTask DisposeAsync() => _stand.DisposeAsync();

    async Task EnterAsync()
    {
        _stand.SwitchOn();
        await _stand.SeeAsync(ScreenKind.Welcome);
        await _stand.TouchAsync(new ChooseUseRegistration(FakeCentre.City));
        _stand.Slot.Insert(_stand.Card);
        await _stand.SeeAsync(ScreenKind.EnterPin);
        Assert.Equal(ScreenKind.EnterText, (await _stand.TypeAsync("1234")).Kind);
    }

    async Task<Screen> TypeAsync(string text)
    {
        foreach (var character in text.EnumerateRunes())
            await _stand.TouchAsync(new TypeCharacter(character.Value));
        return await _stand.TouchAsync(new EndText());
    }

    async Task RefusedAsync(Touch touch)
    {
        var typed = _stand.Panel.Current.Typed;
        Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(() => _stand.TouchAsync(touch))).Code);
        Assert.Equal(typed, _stand.Panel.Current.Typed);
    }
}
