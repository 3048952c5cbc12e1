using KioskSim.Kiosk.Printing;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Printing;

public sealed class PrintWatchTests
{
    static readonly KioskOptions Waits = KioskStand.Waits;

    readonly KioskStand _stand = new();

    [Fact]
    public async Task A_job_that_is_over_is_reported_at_once()
    {
        _stand.Printer.LeaveJob("job", 4, 4);
        Assert.Equal(4, (await WatchAsync().Soon()).SheetsOut);
    }

    [Fact]
    public async Task A_slow_printer_may_take_as_long_as_it_likes()
    {
        _stand.Printer.LeaveJob("job", 4, 1);
        var watching = WatchAsync();
        for (var waited = TimeSpan.Zero; waited < 10 * Waits.JamPatience; waited += Waits.PrinterPoll)
        {
            await _stand.Clock.ArmedAsync(Waits.PrinterPoll).Soon();
            _stand.Clock.Advance(Waits.PrinterPoll);
        }

        _stand.Printer.GoOn();
        Assert.Equal(4, (await _stand.Clock.PassUntilAsync(Waits.PrinterPoll, watching)).SheetsOut);
        Assert.DoesNotContain("CancelJob", _stand.Contacts.Passed);
    }

    [Fact]
    public async Task A_jam_that_nobody_clears_has_its_job_called_off()
    {
        _stand.Printer.LeaveJob("job", 4, 1);
        _stand.Printer.JamAfter = 1;
        var progress = await _stand.Clock.PassUntilAsync(Waits.PrinterPoll, WatchAsync());
        Assert.Equal((true, 1), (progress.IsOver, progress.SheetsOut));
        Assert.Contains("CancelJob", _stand.Contacts.Passed);
    }

    [Fact]
    public async Task A_printer_that_falls_silent_for_a_moment_is_asked_again()
    {
        _stand.Printer.LeaveJob("job", 4, 4);
        _stand.Contacts.Fail("Progress", new PrinterException("silent"), new PrinterException("silent"));
        Assert.Equal(4, (await _stand.Clock.PassUntilAsync(Waits.PrinterPoll, WatchAsync())).SheetsOut);
    }

    [Fact]
    public async Task A_printer_that_stays_silent_is_an_error_and_its_job_is_not_called_off()
    {
        _stand.Printer.LeaveJob("job", 4, 4);
        _stand.Contacts.Fail("Progress", [.. Enumerable.Repeat(new PrinterException("silent"), 100)]);
        await Assert.ThrowsAsync<PrinterException>(() => _stand.Clock.PassUntilAsync(Waits.PrinterPoll, WatchAsync()));
        Assert.DoesNotContain("CancelJob", _stand.Contacts.Passed);
    }

    async Task<PrintProgress> WatchAsync() =>
        (await new PrintWatch(_stand.Printer, _stand.Clock, Waits).UntilOverAsync(new PrintJobId(1), CancellationToken.None))!;
}
