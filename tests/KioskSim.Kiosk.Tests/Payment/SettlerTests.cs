using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Payment;
using KioskSim.Kiosk.Printing;
using KioskSim.Kiosk.Tests.Stand;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Tests.Payment;

public sealed class SettlerTests
{
    static readonly KioskId Kiosk = new("kiosk-1");
    static readonly SessionId Session = SessionId.New(new SeededEntropy(4, "sessions"));
    static readonly Hold Hold = new(Session, ReceiptNumber.Of(Kiosk, Session), new Yen(900), new Copies(3), SheetsACopy: 2);

    readonly KioskStand _stand = new();
    readonly TriesLog _log = new();

    [Theory]
    [InlineData(0, 0, Outcome.Refunded)]
    [InlineData(1, 300, Outcome.Refunded)]
    [InlineData(2, 600, Outcome.Refunded)]
    [InlineData(3, 900, Outcome.Delivered)]
    public async Task What_is_out_is_paid_and_the_rest_goes_back_000_30(int copiesOut, int kept, Outcome outcome)
    {
        _stand.Coins.LeaveInBook(Hold);
        Assert.Equal(new Yen(900 - kept), await Settler().SettleAsync(Hold, copiesOut, CancellationToken.None).Soon());
        AssertSettledOnce(copiesOut);
        var told = _stand.Centre.Told[0].Settlement;
        Assert.Equal(
            (outcome, Hold.Receipt.Text, copiesOut, kept, 900 - kept),
            (told.Outcome, told.Receipt, told.CopiesDelivered, told.YenKept, told.YenReturned));
    }

    [Fact]
    public async Task Money_moves_before_the_centre_is_told_and_the_book_is_struck_last()
    {
        _stand.Coins.LeaveInBook(Hold);
        await Settler().SettleAsync(Hold, 3, CancellationToken.None).Soon();
        Assert.Equal(["Close", "Close done", "Settle", "Settle done", "Forget", "Forget done"], _stand.Contacts.Passed);
    }

    [Theory]
    [InlineData("Settle")]
    [InlineData("Settle done")]
    [InlineData("Forget")]
    [InlineData("Forget done")]
    public async Task The_centre_is_told_again_until_it_acknowledges_and_nobody_waits_for_it(string point)
    {
        _stand.Coins.LeaveInBook(Hold);
        var gone = new FlowException(FlowErrorCode.CentreUnreachable);
        _stand.Contacts.Fail(point, gone, gone, gone);
        await Settler().SettleAsync(Hold, 2, CancellationToken.None).Soon();
        Assert.Equal(new Yen(600), _stand.Coins.Box); // the citizen has the rest already

        for (var tries = 2; tries <= 4; tries++)
            await PassRetryAsync(() => _stand.Contacts.Passed.Count(p => p == point || p == $"{point} fails") == tries);
        await UntilAsync(() => _stand.Contacts.Passed[^1] == "Forget done");
        AssertSettledOnce(2);
    }

    [Theory]
    [InlineData("Close")]
    [InlineData("Close done")]
    public async Task A_coin_slot_that_is_away_is_asked_again_before_anything_else_happens(string point)
    {
        _stand.Coins.LeaveInBook(Hold);
        var gone = new FlowException(FlowErrorCode.Internal);
        _stand.Contacts.Fail(point, gone, gone);
        var settled = Settler().SettleAsync(Hold, 1, CancellationToken.None);
        await _stand.Clock.PassUntilAsync(KioskStand.Waits.SettleRetry, settled);
        AssertSettledOnce(1);
    }

    [Fact]
    public async Task Of_a_coin_slot_that_stays_away_the_log_says_less_and_less()
    {
        _stand.Coins.LeaveInBook(Hold);
        var gone = new FlowException(FlowErrorCode.Internal);
        _stand.Contacts.Fail("Close", [.. Enumerable.Repeat(gone, 20)]);
        var settled = Settler().SettleAsync(Hold, 1, CancellationToken.None);
        await _stand.Clock.PassUntilAsync(KioskStand.Waits.SettleRetry, settled);
        Assert.Equal([1, 2, 4, 8, 16], _log.Tries);
    }

    /// <summary>Cuts the power at every contact of the settlement, then at every contact of the recovery, and lets a third life go through.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whenever_the_power_fails_the_session_is_settled_once_000_30(int copiesOut)
    {
        var runs = 0;
        for (var first = 1; ; first++)
        {
            for (var second = 1; ; second++)
            {
                var test = new SettlerTests();
                test._stand.Printer.LeaveJob(Session.ToString(), sheetsWanted: 6, sheetsOut: 6);
                test._stand.Printer.LeaveJob("another", sheetsWanted: 2, sheetsOut: 2);
                if (copiesOut < 3)
                    test.CallOffAfter(copiesOut);
                test._stand.Coins.LeaveInBook(Hold);

                var firstCut = await test.LiveAsync(first, settler => settler.SettleAsync(Hold, copiesOut, CancellationToken.None));
                var secondCut = await test.LiveAsync(second, settler => settler.RecoverAsync(CancellationToken.None));
                await test.LiveAsync(0, settler => settler.RecoverAsync(CancellationToken.None));
                test.AssertSettledOnce(copiesOut);
                runs++;
                if (!firstCut)
                {
                    Assert.True(runs > 20, $"only {runs} runs");
                    return;
                }

                if (!secondCut)
                    break;
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    public async Task An_open_hold_is_settled_by_the_printers_count_of_whole_copies(int sheetsOut, int copies)
    {
        _stand.Printer.LeaveJob(Session.ToString(), 6, sheetsOut);
        _stand.Printer.JamAfter = sheetsOut; // and there it stands
        _stand.Coins.LeaveInBook(Hold);
        var recovery = Done(Settler().RecoverAsync(CancellationToken.None));
        await _stand.Clock.PassUntilAsync(KioskStand.Waits.PrinterPoll, recovery);
        AssertSettledOnce(copies);
    }

    [Fact]
    public async Task A_job_that_still_prints_is_waited_for()
    {
        _stand.Printer.LeaveJob(Session.ToString(), 6, 2);
        _stand.Coins.LeaveInBook(Hold);
        var recovery = Done(Settler().RecoverAsync(CancellationToken.None));
        await _stand.Clock.ArmedAsync(KioskStand.Waits.PrinterPoll).Soon();
        Assert.Equal(0, _stand.Coins.Closings);
        _stand.Printer.GoOn();
        await _stand.Clock.PassUntilAsync(KioskStand.Waits.PrinterPoll, recovery);
        AssertSettledOnce(3);
    }

    [Fact]
    public async Task A_fee_whose_job_the_printer_never_got_goes_back()
    {
        _stand.Printer.LeaveJob("another session", 6, 6);
        _stand.Coins.LeaveInBook(Hold);
        await Settler().RecoverAsync(CancellationToken.None).Soon();
        AssertSettledOnce(0);
    }

    [Fact]
    public async Task A_hold_that_was_closed_is_only_told()
    {
        _stand.Coins.LeaveInBook(Hold, copiesOut: 2);
        await Settler().RecoverAsync(CancellationToken.None).Soon();
        Assert.Equal(0, _stand.Coins.Closings);
        Assert.Equal(600, Assert.Single(_stand.Centre.Told).Settlement.YenKept);
        Assert.Empty(_stand.Coins.Book);
        Assert.DoesNotContain("Find", _stand.Contacts.Passed);
    }

    [Fact]
    public async Task Recovery_waits_until_printer_and_coin_slot_answer()
    {
        _stand.Printer.LeaveJob(Session.ToString(), 6, 6);
        _stand.Coins.LeaveInBook(Hold);
        _stand.Contacts.Fail("List", new FlowException(FlowErrorCode.Internal));
        _stand.Contacts.Fail("Find", new PrinterException("out of reach"), new PrinterException("out of reach"));
        var recovery = Done(Settler().RecoverAsync(CancellationToken.None));
        await _stand.Clock.PassUntilAsync(KioskStand.Waits.SettleRetry, recovery);
        AssertSettledOnce(3);
    }

    [Fact]
    public async Task A_session_without_payment_is_called_off_once_whether_or_not_the_centre_hears_it()
    {
        _stand.Contacts.Fail("Settle", new FlowException(FlowErrorCode.CentreUnreachable));
        await Settler().CancelAsync(Session, CancellationToken.None).Soon();
        Assert.Empty(_stand.Centre.Told);
        await Settler().CancelAsync(Session, CancellationToken.None).Soon();
        Assert.Equal(Outcome.Cancelled, Assert.Single(_stand.Centre.Told).Settlement.Outcome);
    }

    /// <returns>Whether the power was cut.</returns>
    async Task<bool> LiveAsync(int cutAt, Func<Settler, Task> work)
    {
        _stand.NewLife();
        _stand.Contacts.CutPowerAt(cutAt);
        var working = work(Settler());
        if (await Task.WhenAny(working, _stand.Contacts.PowerCut).Soon() == _stand.Contacts.PowerCut)
            return true;
        await working;
        return false;
    }

    /// <summary>The job was called off when so many copies were out.</summary>
    void CallOffAfter(int copiesOut) => _stand.Printer.CallOff(sheetsOut: copiesOut * Hold.SheetsACopy);

    void AssertSettledOnce(int copies)
    {
        Assert.Equal(1, _stand.Coins.Closings);
        Assert.Equal((new Yen(300 * copies), new Yen(900 - 300 * copies)), (_stand.Coins.Box, _stand.Coins.Returned));
        Assert.Empty(_stand.Coins.Book);

        // It may be told more than once, but never two things.
        var told = Assert.Single(_stand.Centre.Told.Select(t => (t.Session, t.Settlement)).Distinct());
        Assert.Equal((Wire.Session(Session), 300 * copies), (told.Session, told.Settlement.YenKept));
    }

    Settler Settler() => new(
        _stand.Coins, _stand.Printer, _stand.Centre.Client, _stand.Clock, KioskStand.Waits, _log);

    async Task PassRetryAsync(Func<bool> seen)
    {
        await _stand.Clock.ArmedAsync(KioskStand.Waits.SettleRetry).Soon();
        _stand.Clock.Advance(KioskStand.Waits.SettleRetry);
        await UntilAsync(seen);
    }

    // The retries run beside the test; each step of theirs is short.
    static Task UntilAsync(Func<bool> seen) => Task.Run(async () =>
    {
        while (!seen())
            await Task.Yield();
    }).Soon();

    static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    /// <summary>After how many tries something was said.</summary>
    sealed class TriesLog : ILogger<Settler>
    {
        public List<int> Tries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (state is IEnumerable<KeyValuePair<string, object?>> fields && fields.FirstOrDefault(f => f.Key == "Tries").Value is int tries)
                Tries.Add(tries);
        }
    }
}
