namespace KioskSim.Kiosk.Printing;

/// <summary>Follows a job until no more sheets can come out of it. A printer that waits for a hand too long has its job called off.</summary>
sealed class PrintWatch(IPrinter printer, TimeProvider clock, KioskOptions options)
{
    /// <exception cref="PrinterException">The printer has been out of reach for as long as a jam may last.</exception>
    public async Task<PrintProgress> UntilOverAsync(PrintJobId job, CancellationToken stop)
    {
        var troubleSince = clock.GetTimestamp();
        while (true)
        {
            var progress = TryLook(job, out var failure);
            if (progress is { IsOver: true })
                return progress;
            if (progress is { IsStopped: false })
                troubleSince = clock.GetTimestamp();
            else if (clock.GetElapsedTime(troubleSince) > options.JamPatience)
                return await CallOffAsync(job, failure, stop);
            await Task.Delay(options.PrinterPoll, clock, stop);
        }
    }

    PrintProgress? TryLook(PrintJobId job, out PrinterException? failure)
    {
        try
        {
            failure = null;
            return printer.Progress(job);
        }
        catch (PrinterException e)
        {
            failure = e;
            return null;
        }
    }

    async Task<PrintProgress> CallOffAsync(PrintJobId job, PrinterException? failure, CancellationToken stop)
    {
        if (failure is not null)
            throw failure;
        printer.Cancel(job);

        // A sheet under way may still come out; only the state after that counts.
        while (true)
        {
            var progress = printer.Progress(job);
            if (progress.IsOver)
                return progress;
            await Task.Delay(options.PrinterPoll, clock, stop);
        }
    }
}
