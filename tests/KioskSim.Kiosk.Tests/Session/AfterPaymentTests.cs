using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Printing;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>Once the fee was taken: it is kept for the copies that are out and for nothing else.</summary>
public sealed class AfterPaymentTests
{
    static readonly KioskOptions Waits = KioskStand.Waits;

    [Theory]
    [InlineData("Hold", FlowErrorCode.Internal)] // the slot never heard of it: the money still lies there as credit
    [InlineData("Hold done", FlowErrorCode.Internal)] // it did, and the answer was lost
    [InlineData("Release", FlowErrorCode.IssueSuppressed)]
    [InlineData("Release done", FlowErrorCode.CentreUnreachable)]
    public async Task Money_that_was_paid_comes_back_when_nothing_may_be_printed_000_30(string point, FlowErrorCode code)
    {
        await using var stand = await AtPayAsync();
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
        await using var stand = await AtPayAsync();
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
    public async Task A_job_that_was_lost_with_the_printers_power_is_paid_for_what_its_count_grew_by_000_30()
    {
        await using var stand = new KioskStand { Copies = new Copies(3) };
        stand.Printer.JamAfter = 1;
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.Pay);
        stand.Coins.Insert(600);
        await stand.Clock.ArmedAsync(Waits.PrinterPoll).Soon();
        stand.Printer.LosePower();
        var stopped = await stand.WaitOutAsync(Waits.PrinterPoll, ScreenKind.Stopped);
        Assert.Equal((FlowErrorCode.PrinterFault, new Yen(400)), (stopped.Error!.Value, stopped.Credit));
        AssertRefunded(stand, copies: 1);
    }

    [Fact]
    public async Task While_the_printer_waits_for_a_hand_the_screen_says_so()
    {
        await using var stand = await AtPayAsync();
        stand.Printer.JamAfter = 0;
        stand.Coins.Insert(200);
        while ((await stand.SeeAsync(ScreenKind.Printing)).Error != FlowErrorCode.PrinterNotReady)
        {
        }

        stand.Printer.JamAfter = null;
        stand.Printer.GoOn();
        await stand.WaitOutAsync(Waits.PrinterPoll, ScreenKind.TakePaper);
    }

    [Fact]
    public async Task A_jam_that_a_hand_clears_in_time_ends_well()
    {
        await using var stand = await AtPayAsync();
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
        stand.Tray.Sheets.Set(0);
        await stand.WaitOutAsync(Waits.LastScreen, ScreenKind.Welcome);
    }

    [Fact]
    public async Task Switched_off_after_payment_it_first_brings_the_session_to_its_end_000_30()
    {
        await using var stand = await AtPayAsync();
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

    static async Task<KioskStand> AtPayAsync()
    {
        var stand = new KioskStand();
        stand.SwitchOn();
        await stand.WalkToAsync(ScreenKind.Pay);
        return stand;
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
}
