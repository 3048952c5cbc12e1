using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Memory;
using KioskSim.Kiosk.Tests.Stand;
using CertificateKind = KioskSim.Domain.Values.CertificateKind;

namespace KioskSim.Kiosk.Tests.Session;

[Collection(nameof(LockedMemory))]
public sealed class WholeWayTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public async Task The_citizen_gets_what_was_asked_for_and_pays_before_it_is_printed_000_30(int copies, int sheets)
    {
        await using var stand = new KioskStand { Copies = new Copies(copies), Options = CertificateOptions.WholeHousehold };
        stand.Centre.Sheets = sheets;
        stand.SwitchOn();

        var confirm = await stand.WalkToAsync(ScreenKind.Confirm);
        Assert.Equal((new Yen(200 * copies), sheets), (confirm.Due, confirm.Sheets));
        Assert.Equal(new Application(CertificateKind.ResidentRecord, new Copies(copies), CertificateOptions.WholeHousehold), stand.Centre.Asked);
        await stand.TouchAsync(new Confirm());
        stand.Slot.Remove();
        var pay = await stand.SeeAsync(ScreenKind.Pay);
        Assert.Equal((new Yen(200 * copies), Yen.Zero), (pay.Due, pay.Credit));
        stand.Coins.Insert(200 * copies);
        var taking = await stand.SeeAsync(ScreenKind.TakePaper);

        Assert.Equal(copies * sheets, taking.Sheets);
        Assert.Equal(copies * sheets, stand.Printer.SheetsOut);
        Assert.Equal(new Yen(200 * copies), stand.Coins.Box);
        Assert.Empty(stand.Coins.Book);
        var told = Assert.Single(stand.Centre.Told).Settlement;
        Assert.Equal((Outcome.Delivered, copies, 200 * copies, 0), (told.Outcome, told.CopiesDelivered, told.YenKept, told.YenReturned));
        Assert.Equal(taking.Receipt!.Value.Text, told.Receipt);
        string[] order = ["Begin", "Apply", "Issue", "Hold", "Release", "Print", "Close", "Settle", "Forget"];
        Assert.Equal(order, stand.Contacts.Passed.Where(order.Contains));

        stand.Tray.Sheets.Set(0);
        await stand.SeeAsync(ScreenKind.Finished);
        await stand.SeeAsync(ScreenKind.Welcome);
    }

    [Fact]
    public async Task After_the_session_no_secret_is_left_in_memory_000_39()
    {
        LockedMemory.SkipIfForbidden();
        await using var stand = new KioskStand();
        var before = LockedMemory.Kilobytes;
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.Pay);
        Assert.True(LockedMemory.Kilobytes > before);
        stand.Coins.Insert(200);
        await stand.SeeAsync(ScreenKind.TakePaper);
        Assert.Equal(before, LockedMemory.Kilobytes);
    }

    [Fact]
    public async Task Warns_of_paper_left_behind_again_and_again_then_makes_room_000_38_002_12()
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakePaper);
        for (var warning = 1; warning <= KioskStand.Waits.Warnings; warning++)
            Assert.Equal(warning, (await stand.WaitOnceAsync(KioskStand.Waits.WarnAfter, ScreenKind.TakePaper)).Warnings);
        await stand.WaitOnceAsync(KioskStand.Waits.WarnAfter, ScreenKind.Finished);
        await stand.SeeAsync(ScreenKind.Welcome);
    }

    [Fact]
    public async Task Warnings_rise_to_the_clerks_lamp_and_then_the_paper_goes_into_the_locked_box_000_38_002_12()
    {
        await using var stand = new KioskStand { Copies = new Copies(2), Warnings = 6 };
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakePaper);
        foreach (var (level, lamp) in ((int, bool)[])[(1, false), (1, false), (2, false), (2, false), (3, true), (3, true)])
        {
            var screen = await stand.WaitOnceAsync(KioskStand.Waits.WarnAfter, ScreenKind.TakePaper);
            Assert.Equal((level, lamp), (screen.WarningLevel, stand.Lamp.IsOn));
        }

        Assert.Equal((2, 0), (stand.Tray.Sheets.Value, stand.Tray.Box));
        await stand.WaitOnceAsync(KioskStand.Waits.WarnAfter, ScreenKind.Finished);
        Assert.Equal((0, 2), (stand.Tray.Sheets.Value, stand.Tray.Box));
        Assert.Equal(2, await stand.Centre.Withdrawn.Task.Soon());
        await stand.SeeAsync(ScreenKind.Welcome);
        Assert.False(stand.Lamp.IsOn);
    }

    [Fact]
    public async Task Paper_that_cannot_be_drawn_in_is_nobodys_to_take_until_the_clerk_has_it_000_38()
    {
        await using var stand = new KioskStand();
        stand.Contacts.Fail("Withdraw", new FlowException(FlowErrorCode.Internal));
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakePaper);
        var closed = await stand.WaitOutAsync(KioskStand.Waits.WarnAfter, ScreenKind.OutOfService);
        Assert.Equal((FlowErrorCode.PaperLeft, true), (closed.Error!.Value, stand.Lamp.IsOn));
        stand.Tray.Sheets.Set(0);
        await stand.SeeAsync(ScreenKind.Welcome);
        Assert.False(stand.Lamp.IsOn);
    }

    [Fact]
    public async Task Paper_that_lies_there_when_the_kiosk_is_switched_on_is_no_citizens_000_38()
    {
        await using var stand = new KioskStand();
        stand.Tray.Sheets.Set(3);
        stand.SwitchOn();
        await stand.WaitOutAsync(KioskStand.Waits.WarnAfter, ScreenKind.Welcome);
        Assert.Equal((0, 3), (stand.Tray.Sheets.Value, stand.Tray.Box));
    }

    [Fact]
    public async Task A_printer_that_cannot_print_is_said_before_money_is_asked_for()
    {
        await using var stand = new KioskStand();
        stand.Printer.IsReady = false;
        stand.SwitchOn();
        var stopped = await stand.WalkTowardsAsync(ScreenKind.Pay);
        Assert.Equal((ScreenKind.Stopped, FlowErrorCode.PrinterNotReady), (stopped.Kind, stopped.Error!.Value));
        Assert.DoesNotContain("Hold", stand.Contacts.Passed);
        Assert.Equal(0, stand.Printer.Jobs);
        Assert.Equal(Outcome.Cancelled, Assert.Single(stand.Centre.Told).Settlement.Outcome);
    }

    [Fact]
    public async Task A_lamp_that_is_dead_keeps_nobody_from_being_warned()
    {
        await using var stand = new KioskStand();
        stand.Contacts.Fail("Lamp", [.. Enumerable.Repeat(new FlowException(FlowErrorCode.Internal), 10)]);
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakePaper);
        await stand.WaitOutAsync(KioskStand.Waits.WarnAfter, ScreenKind.Welcome);
    }

    [Fact]
    public async Task Warns_of_a_card_left_behind_and_goes_on_when_it_is_taken_000_38_002_12()
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakeCard);
        Assert.Equal(1, (await stand.WaitOnceAsync(KioskStand.Waits.WarnAfter, ScreenKind.TakeCard)).Warnings);
        stand.Slot.Remove();
        await stand.SeeAsync(ScreenKind.Pay);
    }

    [Fact]
    public async Task After_a_stop_it_keeps_warning_until_the_card_is_gone_000_38()
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.EnterPin);
        await stand.TouchAsync(new Cancel());
        await stand.SeeAsync(ScreenKind.Stopped);
        for (var warning = 1; warning <= KioskStand.Waits.Warnings; warning++)
            Assert.Equal(warning, (await stand.WaitOnceAsync(KioskStand.Waits.WarnAfter, ScreenKind.Stopped)).Warnings);
        for (var warning = KioskStand.Waits.Warnings + 1; warning <= 2 * KioskStand.Waits.Warnings; warning++)
        {
            var closed = await stand.WaitOnceAsync(KioskStand.Waits.WarnAfter, ScreenKind.OutOfService);
            Assert.Equal((FlowErrorCode.CardLeft, warning, true), (closed.Error!.Value, closed.Warnings, stand.Lamp.IsOn));
        }

        stand.Slot.Remove();
        await stand.WaitOutAsync(KioskStand.Waits.LastScreen, ScreenKind.Welcome);
    }

    [Fact]
    public async Task A_tray_sensor_that_died_keeps_nobody_waiting()
    {
        await using var stand = new KioskStand();
        stand.Contacts.Fail("Tray", new FlowException(FlowErrorCode.Internal), new FlowException(FlowErrorCode.Internal));
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.TakePaper);
        await stand.SeeAsync(ScreenKind.Finished);
        await stand.SeeAsync(ScreenKind.Welcome);
    }

    [Theory]
    [InlineData("482021", CertificateKind.ResidentRecord, 1, CertificateOptions.None, FlowErrorCode.MunicipalityUnknown)]
    [InlineData("482013", CertificateKind.SealRegistration, 1, CertificateOptions.None, FlowErrorCode.KindNotOffered)]
    [InlineData("482013", CertificateKind.ResidentRecord, 1, CertificateOptions.IndividualNumber, FlowErrorCode.KindNotOffered)]
    [InlineData("482013", CertificateKind.ResidentRecord, 6, CertificateOptions.None, FlowErrorCode.TooManyCopies)]
    [InlineData("482013", CertificateKind.Tax, 1, CertificateOptions.None, FlowErrorCode.Closed)]
    [InlineData("482013", CertificateKind.Income, 1, CertificateOptions.None, FlowErrorCode.Suspended)] // 001-48
    public async Task What_the_city_does_not_offer_is_refused_before_a_card_is_asked_for(
        string city, CertificateKind kind, int copies, CertificateOptions options, FlowErrorCode expected)
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        await stand.SeeAsync(ScreenKind.Welcome);
        var choice = new Choose(new MunicipalityCode(city), kind, options, new Copies(copies));
        Assert.Equal(expected, (await Assert.ThrowsAsync<FlowException>(() => stand.TouchAsync(choice))).Code);
        Assert.Equal(ScreenKind.Welcome, stand.Panel.Current.Kind);
        Assert.Equal(0, stand.Centre.Begun);
    }

    [Fact]
    public async Task What_is_not_suspended_any_more_can_be_had_at_once_001_48()
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        await stand.SeeAsync(ScreenKind.Welcome);
        Assert.Equal(FlowErrorCode.Suspended, (await Assert.ThrowsAsync<FlowException>(ChooseAsync)).Code);
        stand.Centre.IncomeIsSuspended = false;
        Assert.Equal(ScreenKind.PlaceCard, (await ChooseAsync()).Kind);

        Task<Screen> ChooseAsync() => stand.TouchAsync(new Choose(FakeCentre.City, CertificateKind.Income, CertificateOptions.None, new Copies(1)));
    }

    [Fact]
    public async Task A_city_that_may_yet_be_listed_is_not_called_unknown_and_the_list_is_asked_for_again_at_once()
    {
        await using var stand = new KioskStand();
        stand.Centre.ListsIncompletely = true;
        stand.SwitchOn();
        await stand.SeeAsync(ScreenKind.Welcome);
        Assert.Equal(FlowErrorCode.CityUnreachable, await RefusalAsync());
        stand.Centre.ListsIncompletely = false;
        Assert.Equal(FlowErrorCode.MunicipalityUnknown, await RefusalAsync());

        async Task<FlowErrorCode> RefusalAsync()
        {
            var choice = new Choose(new MunicipalityCode("482021"), CertificateKind.ResidentRecord, CertificateOptions.None, new Copies(1));
            return (await Assert.ThrowsAsync<FlowException>(() => stand.TouchAsync(choice))).Code;
        }
    }

    [Fact]
    public async Task A_wrong_pin_may_be_tried_again_while_the_card_allows_it_000_31()
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        Assert.Equal(3, (await stand.WalkToAsync(ScreenKind.EnterPin)).TriesLeft);
        var again = await stand.TypeAsync("0000");
        Assert.Equal((ScreenKind.EnterPin, FlowErrorCode.WrongPin, 2, 0), (again.Kind, again.Error, again.TriesLeft, again.PinEntered));
        Assert.Equal(ScreenKind.Confirm, (await stand.TypeAsync("1234")).Kind);
    }

    [Fact]
    public async Task The_third_wrong_pin_ends_it_and_the_centre_never_hears_of_it_000_31_000_35()
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.EnterPin);
        await stand.TypeAsync("0000");
        await stand.TypeAsync("0001");
        var stopped = await stand.TypeAsync("0002");
        Assert.Equal((ScreenKind.Stopped, FlowErrorCode.CardLocked), (stopped.Kind, stopped.Error));
        Assert.Equal(0, stand.Centre.Begun);
    }

    [Fact]
    public async Task A_place_that_the_pad_does_not_have_is_refused_and_counts_nothing()
    {
        await using var stand = new KioskStand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.EnterPin);
        Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(() => stand.TouchAsync(new PressKey(10)))).Code);
        Assert.Equal(1, (await stand.TouchAsync(new PressKey(0))).PinEntered);
    }
}
