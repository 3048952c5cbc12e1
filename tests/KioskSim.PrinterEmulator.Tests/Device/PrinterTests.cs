using KioskSim.Ipp;
using KioskSim.PrinterEmulator.Device;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Tests.Device;

public sealed class PrinterTests
{
    static readonly TimeSpan SheetTime = TimeSpan.FromSeconds(3);
    static byte[] Pdf => [1, 2, 3];

    readonly ManualTime _clock = new(DateTimeOffset.UnixEpoch);
    readonly PrinterDevice _printer;

    public PrinterTests() => _printer = new PrinterDevice(_clock);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(6, 3, 9)]
    public async Task Both_sides_of_every_sheet_of_every_copy_come_out(int pages, int copies, int sheets)
    {
        var job = await PrintAsync(pages, copies);
        Assert.Equal((IppJobState.Completed, sheets, sheets), (job.State, job.Ticket.Sheets, job.SheetsOut));
        Assert.Equal(sheets, _printer.SheetsPrinted);
        var tray = _printer.TakePaper();
        Assert.Equal(Enumerable.Repeat(sheets / copies, copies), tray.Select(c => c.Sheets));
        Assert.All(tray, copy => Assert.Equal(Pdf, copy.Pdf));
        Assert.Empty(_printer.TakePaper());
    }

    [Fact]
    public async Task The_printer_forgets_a_document_when_its_job_is_over_000_39()
    {
        var done = await PrintAsync(2, 1);
        Assert.Empty(done.Pdf);
        _printer.Plan(FaultScript.Parse("jam before sheet 2"));
        var jammed = Accept("b", 2, 1);
        await StateAsync(jammed, IppJobState.ProcessingStopped);
        _printer.Cancel(jammed);
        Assert.Empty(jammed.Pdf);
    }

    [Fact]
    public async Task A_jam_stops_before_its_sheet_until_a_hand_clears_it()
    {
        _printer.Plan(FaultScript.Parse("jam before sheet 3"));
        var job = Accept("a", 4, 2);
        await StateAsync(job, IppJobState.ProcessingStopped);
        Assert.Equal(2, job.SheetsOut);
        _printer.Repair();
        await StateAsync(job, IppJobState.Completed);
        Assert.Equal(4, job.SheetsOut);
        Assert.Equal([2, 2], _printer.TakePaper().Select(c => c.Sheets));
    }

    [Fact]
    public async Task A_jammed_job_that_is_called_off_keeps_its_count_and_the_next_waits_for_the_hand()
    {
        _printer.Plan(FaultScript.Parse("jam before sheet 2"));
        var first = Accept("a", 4, 1);
        var second = Accept("b", 2, 1);
        await StateAsync(first, IppJobState.ProcessingStopped);
        Assert.True(_printer.Cancel(first));
        Assert.False(_printer.Cancel(first)); // over already
        await StateAsync(second, IppJobState.ProcessingStopped);
        Assert.Equal((IppJobState.Canceled, 1, 0), (first.State, first.SheetsOut, second.SheetsOut));
        _printer.Repair();
        await StateAsync(second, IppJobState.Completed);
        Assert.Equal([1, 1], _printer.TakePaper().Select(c => c.Sheets)); // half of the first, the whole second
    }

    [Fact]
    public async Task A_finished_job_cannot_be_called_off()
    {
        var job = await PrintAsync(2, 1);
        Assert.False(_printer.Cancel(job));
        Assert.Equal(IppJobState.Completed, job.State);
    }

    [Fact]
    public async Task Sheets_taken_while_their_copy_still_prints_do_not_stop_the_printer()
    {
        _printer.Plan(FaultScript.Parse("jam before sheet 2"));
        var job = Accept("a", 4, 1);
        await StateAsync(job, IppJobState.ProcessingStopped);
        Assert.Equal(1, Assert.Single(_printer.TakePaper()).Sheets);
        _printer.Repair();
        await StateAsync(job, IppJobState.Completed);
        Assert.Equal(1, Assert.Single(_printer.TakePaper()).Sheets);
    }

    [Fact]
    public async Task Each_sheet_takes_its_time_also_after_a_job_was_called_off_under_way()
    {
        _printer.SheetTime = SheetTime;
        var first = Accept("a", 4, 1);
        await _clock.ArmedAsync(SheetTime).Soon();
        _printer.Cancel(first);
        var second = Accept("b", 20, 1);

        // A printer has one way for paper: so many sheets, so many waits.
        var waits = 0;
        for (; second.State != IppJobState.Completed; waits++)
        {
            await _clock.ArmedAsync(SheetTime).Soon();
            _clock.Advance(SheetTime);
            await UntilAsync(() => second.State == IppJobState.Completed || _clock.ArmedAsync(SheetTime).IsCompleted);
        }

        Assert.InRange(waits, second.Ticket.Sheets, second.Ticket.Sheets + 1);
    }

    [Fact]
    public async Task The_tray_is_watched_sheet_by_sheet_and_shows_when_it_is_emptied_000_38()
    {
        await using var tray = _printer.WatchTrayAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await tray.MoveNextAsync());
        Assert.Equal(0, tray.Current);
        _printer.Plan(FaultScript.Parse("jam before sheet 2"));
        var job = Accept("a", 4, 1);
        Assert.Equal(1, await NextAsync(tray));
        await StateAsync(job, IppJobState.ProcessingStopped);
        _printer.Repair();
        Assert.Equal(2, await NextAsync(tray));
        _printer.TakePaper();
        Assert.Equal(0, await NextAsync(tray));
    }

    [Fact]
    public async Task Jobs_are_found_by_number_and_listed_the_latest_first_when_they_are_over()
    {
        var jobs = new List<PrintJob>();
        for (var i = 0; i < 3; i++)
            jobs.Add(await PrintAsync(2, 1));
        Assert.Equal([3, 2, 1], _printer.Jobs(completed: true).Select(j => j.Id));
        Assert.Empty(_printer.Jobs(completed: false));
        Assert.Same(jobs[1], _printer.Find(2));
        Assert.Null(_printer.Find(0));
        Assert.Null(_printer.Find(4));
        Assert.Null(_printer.Find(int.MinValue));
    }

    [Fact]
    public async Task The_printers_book_does_not_grow_for_ever()
    {
        for (var i = 0; i < 300; i++)
            await PrintAsync(2, 1);
        Assert.Equal(200, _printer.Jobs(completed: true).Count);
        Assert.Null(_printer.Find(100));
        Assert.Equal(300, _printer.Find(300)!.Id);
        Assert.Equal(300, _printer.SheetsPrinted);
    }

    async Task<PrintJob> PrintAsync(int pages, int copies)
    {
        var job = Accept("a", pages, copies);
        await StateAsync(job, IppJobState.Completed);
        return job;
    }

    PrintJob Accept(string name, int pages, int copies) => _printer.Accept(new JobTicket(name, "", pages, copies), Pdf)!;

    static Task StateAsync(PrintJob job, IppJobState state) => UntilAsync(() => job.State == state);

    static async Task<int> NextAsync(IAsyncEnumerator<int> tray)
    {
        Assert.True(await tray.MoveNextAsync().AsTask().Soon());
        return tray.Current;
    }

    // The printer works beside the test; each step of its work is short.
    static Task UntilAsync(Func<bool> seen) => Task.Run(async () =>
    {
        while (!seen())
            await Task.Yield();
    }).Soon();
}
