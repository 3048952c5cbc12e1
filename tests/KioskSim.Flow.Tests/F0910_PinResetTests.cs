using System.Text;
using KioskSim.Card;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Testing;
using CardPinKind = KioskSim.Domain.Cards.CardPinKind;

namespace KioskSim.Flow.Tests;

/// <summary>A PIN that was forgotten, reserved in the phone's app and set at a kiosk.</summary>
public sealed class F0910_PinResetTests(KioskSimCluster cluster)
{
    const string Reservation = """
        0  phone    jpki       internet      Begin
        0  phone    jpki       internet      Reserve
        """;

    const string UpToThePad = """
        0  citizen  kiosk      touch-panel   ChoosePinReset
        2  citizen  card       touch-panel   InsertCard
        2  kiosk    card       apdu          ReadCertificate

        """;

    const string Reset = UpToThePad + """
        0  kiosk    centre     store-line    FindReservation
        0  centre   jpki       internet      FindReservation
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        0  kiosk    card       apdu          Challenge
        0  kiosk    centre     store-line    TakeCode
        0  centre   jpki       internet      TakeCode
        0  kiosk    card       apdu          SetPin
        15 kiosk    kiosk      memory        Erase
        0  kiosk    coin-slot  cabinet-wire  ReturnCredit
        8  citizen  card       touch-panel   TakeCard
        """;

    const string NotReserved = UpToThePad + """
        0  kiosk    centre     store-line    FindReservation  PinResetNotReserved
        0  centre   jpki       internet      FindReservation  PinResetNotReserved
        15 kiosk    kiosk      memory        Erase
        0  kiosk    coin-slot  cabinet-wire  ReturnCredit
        8  citizen  card       touch-panel   TakeCard
        """;

    [Fact]
    public async Task A_locked_card_gets_a_new_PIN_at_the_kiosk_and_then_a_certificate_000_31_000_34()
    {
        var errand = await cluster.ErrandAsync(which: 21);
        var (wrong, next) = errand.Pin == "0000" ? ("1111", "2222") : ("0000", "3333");
        await WholeCardAsync(errand); // or its making would be among the calls
        Assert.Equal(FlowErrorCode.CardLocked, (await cluster.RunAsync(errand with { Pin = wrong, PinTries = 3 })).Error);

        var signingPin = await cluster.Services.Wallet.RememberSigningPinAsync(errand.Home, errand.Resident, default);
        using (var recorder = await QuietAsync())
        {
            await cluster.Services.OpenPhone().ReserveAsync(await WholeCardAsync(errand), CardPinKind.UserAuthentication, Ascii(signingPin), default);
            Assert.Equal(CallGraph.Parse(Reservation), CallGraph.WithStepZeroOf(recorder.Take()));
            Assert.Null(await ResetAsync(errand, next));
            Assert.Equal(CallGraph.Parse(Reset), CallGraph.WithStepZeroOf(recorder.Take()));
        }

        Assert.Equal(FlowErrorCode.WrongPin, (await cluster.RunAsync(errand)).Error); // the old one
        Assert.Null((await cluster.RunAsync(errand with { Pin = next })).Error);
        Assert.Equal(FlowErrorCode.PinResetNotReserved, await ResetAsync(errand, "4444")); // once
    }

    [Fact]
    public async Task A_forgotten_signing_PIN_is_set_anew_by_the_other_one_000_34()
    {
        var errand = await cluster.ErrandAsync(which: 22);
        var phone = cluster.Services.OpenPhone();
        await phone.ReserveAsync(await WholeCardAsync(errand), CardPinKind.Signing, Ascii(errand.Pin), default);
        Assert.Null(await ResetAsync(errand, "NEWPIN2026"));

        // The new signing PIN can now show who asks for the other.
        await phone.ReserveAsync(await WholeCardAsync(errand), CardPinKind.UserAuthentication, Ascii("NEWPIN2026"), default);
    }

    [Fact]
    public async Task Without_a_reservation_nobody_is_asked_for_a_PIN_and_no_city_hears_of_it()
    {
        var errand = await cluster.ErrandAsync(which: 23);
        await WholeCardAsync(errand);
        using var recorder = await QuietAsync();
        Assert.Equal(FlowErrorCode.PinResetNotReserved, await ResetAsync(errand, "3333"));
        Assert.Equal(CallGraph.Parse(NotReserved), CallGraph.WithStepZeroOf(recorder.Take()));
        Assert.Null((await cluster.RunAsync(errand)).Error);
    }

    [Fact]
    public async Task A_wrong_other_PIN_reserves_nothing_and_counts_000_31()
    {
        var errand = await cluster.ErrandAsync(which: 24);
        var card = await WholeCardAsync(errand);
        var wrong = await Assert.ThrowsAsync<FlowException>(
            () => cluster.Services.OpenPhone().ReserveAsync(card, CardPinKind.UserAuthentication, Ascii("WRONGPIN"), default));
        Assert.Equal((FlowErrorCode.WrongPin, 4), (wrong.Code, wrong.TriesLeft));
        Assert.Equal(FlowErrorCode.PinResetNotReserved, await ResetAsync(errand, "3333"));
    }

    [Fact]
    public async Task Without_JPKI_the_reservation_waits_for_another_time()
    {
        var errand = await cluster.ErrandAsync(which: 25);
        await cluster.Services.OpenPhone().ReserveAsync(await WholeCardAsync(errand), CardPinKind.Signing, Ascii(errand.Pin), default);
        await cluster.Services.StopAsync("jpki");
        try
        {
            Assert.Equal(FlowErrorCode.JpkiUnreachable, await ResetAsync(errand, "NEWPIN1"));
        }
        finally
        {
            await cluster.Services.StartAsync("jpki");
        }

        Assert.Null(await ResetAsync(errand, "NEWPIN1"));
    }

    async Task<FlowErrorCode?> ResetAsync(Errand errand, string pin)
    {
        using var citizen = cluster.CitizenAt();
        return await citizen.RunAsync(new PinResetErrand(errand.Home, errand.Resident, pin), default);
    }

    Task<ICard> WholeCardAsync(Errand errand) => cluster.Services.Wallet.TakeOutWholeAsync(errand.Home, errand.Resident, default);

    static byte[] Ascii(string pin) => Encoding.ASCII.GetBytes(pin);

    // Once the kiosk waits for somebody, nothing of an earlier run is under way.
    async Task<FlowRecorder> QuietAsync()
    {
        using var citizen = cluster.CitizenAt();
        await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        return new FlowRecorder();
    }
}
