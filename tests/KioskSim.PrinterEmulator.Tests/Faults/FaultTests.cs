using KioskSim.Ipp;
using KioskSim.PrinterEmulator.Device;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Tests.Faults;

/// <summary>What each fault does to a printer with one job of two copies of two sheets in it.</summary>
public sealed class FaultTests
{
    readonly ManualTime _clock = new(DateTimeOffset.UnixEpoch);
    readonly PrinterDevice _printer;

    public FaultTests() => _printer = new PrinterDevice(_clock);

    [Theory]
    [InlineData("jam", "media-jam-error")]
    [InlineData("tray-empty", "media-empty-error media-needed-error")]
    [InlineData("toner-empty", "toner-empty-error")]
    public async Task A_fault_that_stops_the_printer_waits_for_a_hand_and_says_why(string fault, string reasons)
    {
        Plan($"{fault} before sheet 4");
        var job = Accept();
        await StateAsync(job, IppJobState.ProcessingStopped);
        Assert.Equal((3, true, reasons), (job.SheetsOut, _printer.IsStopped, string.Join(' ', _printer.StateReasons)));
        _printer.Repair();
        await StateAsync(job, IppJobState.Completed);
        Assert.Equal((4, false), (job.SheetsOut, _printer.IsStopped));
        Assert.Empty(_printer.StateReasons);
    }

    [Fact]
    public async Task Low_toner_is_a_warning_and_no_more()
    {
        Plan("toner-low before sheet 2");
        await StateAsync(Accept(), IppJobState.Completed);
        Assert.Equal((false, "toner-low-warning"), (_printer.IsStopped, Assert.Single(_printer.StateReasons)));
        await StateAsync(Accept(), IppJobState.Completed);
    }

    [Fact]
    public async Task A_printer_that_loses_power_loses_its_jobs_and_their_documents_and_neither_paper_nor_count()
    {
        Plan("power-off before sheet 4");
        var job = Accept();
        await StateAsync(job, IppJobState.Aborted);
        Assert.True(_printer.IsOff);
        Assert.Null(_printer.Accept(new JobTicket("late", "", 2, 1), [1]));
        _printer.Repair();
        Assert.False(_printer.IsOff);
        Assert.Null(_printer.Find(job.Id));
        Assert.Empty(_printer.Jobs(completed: true));
        Assert.Empty(job.Pdf);
        Assert.Equal((3, 3), (_printer.SheetsPrinted, _printer.SheetsInTray));
        var next = Accept();
        await StateAsync(next, IppJobState.Completed);
        Assert.NotEqual(job.Id, next.Id);
    }

    [Fact]
    public async Task A_fault_with_an_end_of_its_own_needs_no_hand()
    {
        Plan("tray-empty before sheet 1 for 20 s");
        var job = Accept();
        await _clock.ArmedAsync(TimeSpan.FromSeconds(20)).Soon();
        await StateAsync(job, IppJobState.ProcessingStopped);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await StateAsync(job, IppJobState.Completed);
    }

    [Fact]
    public async Task Two_faults_at_once_are_both_there_and_one_hand_puts_both_right()
    {
        Plan("jam before sheet 2\ntray-empty before sheet 2");
        var job = Accept();
        await StateAsync(job, IppJobState.ProcessingStopped);
        Assert.Equal(["media-jam-error", "media-empty-error", "media-needed-error"], _printer.StateReasons);
        _printer.Repair();
        await StateAsync(job, IppJobState.Completed);
    }

    [Fact]
    public async Task So_many_jobs_are_refused_and_the_next_one_is_taken()
    {
        Plan("refuse-jobs 2 times");
        Assert.False(_printer.AcceptsJobs);
        Assert.Null(TryAccept());
        Assert.Null(TryAccept());
        Assert.True(_printer.AcceptsJobs);
        await StateAsync(Accept(), IppJobState.Completed);
    }

    [Fact]
    public async Task A_slow_printer_takes_its_time_for_each_sheet()
    {
        var sheet = TimeSpan.FromSeconds(4);
        Plan("slow 4 s a sheet");
        var job = Accept();
        for (var sheets = 1; sheets <= 4; sheets++)
        {
            await _clock.ArmedAsync(sheet).Soon();
            Assert.Equal(sheets - 1, job.SheetsOut);
            _clock.Advance(sheet);
            await UntilAsync(() => job.SheetsOut == sheets);
        }

        await StateAsync(job, IppJobState.Completed);
    }

    [Fact]
    public async Task Paper_in_the_locked_box_is_a_number_of_sheets_000_38()
    {
        await StateAsync(Accept(), IppJobState.Completed);
        Assert.Equal(4, _printer.WithdrawPaper());
        Assert.Equal((0, 4), (_printer.SheetsInTray, _printer.SheetsInBox));
        Assert.Empty(_printer.TakePaper());
        Assert.Equal(0, _printer.WithdrawPaper());
        Assert.Equal(4, _printer.EmptyBox());
        Assert.Equal(0, _printer.EmptyBox());
    }

    [Fact]
    public async Task A_printer_that_keeps_hashes_has_no_document_in_its_tray_and_wipes_what_it_printed_000_39()
    {
        var printer = new PrinterDevice(_clock, Keep.Hash);
        byte[] pdf = [1, 2, 3];
        var hash = System.Security.Cryptography.SHA256.HashData(pdf);
        var job = printer.Accept(new JobTicket("a", "", 2, 1), pdf)!;
        await StateAsync(job, IppJobState.Completed);
        Assert.Equal(new byte[3], pdf);
        var copy = Assert.Single(printer.TakePaper());
        Assert.Empty(copy.Pdf);
        Assert.Equal(hash, copy.Hash);
    }

    void Plan(string script) => _printer.Plan(FaultScript.Parse(script));

    PrintJob Accept() => TryAccept()!;

    PrintJob? TryAccept() => _printer.Accept(new JobTicket("session", "", Pages: 4, Copies: 2), [1, 2, 3]);

    static Task StateAsync(PrintJob job, IppJobState state) => UntilAsync(() => job.State == state);

    // The printer works beside the test; each step of its work is short.
    static Task UntilAsync(Func<bool> seen) => Task.Run(async () =>
    {
        while (!seen())
            await Task.Yield();
    }).Soon();
}
