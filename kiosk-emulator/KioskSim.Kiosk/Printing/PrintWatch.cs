namespace KioskSim.Kiosk.Printing;

/// <summary>Follows a job until no more sheets can come out of it. A printer that waits for a hand too long has its job called off.</summary>
sealed class PrintWatch(IPrinter printer, TimeProvider clock, KioskOptions options)
{
    /// <param name="onStop">Told when the printer begins to wait for a hand (true), and when it goes on.</param>
    /// <returns>Null: the printer has lost the job.</returns>
    /// <exception cref="PrinterException">The printer has been out of reach for as long as a jam may last.</exception>
    public async Task<PrintProgress?> UntilOverAsync(PrintJobId job, CancellationToken stop, Action<bool>? onStop = null)
    {
        var troubleSince = clock.GetTimestamp();
        var wasStopped = false;
        while (true)
        {
            var failure = TryLook(job, out var progress);
            if (failure is null && progress is null or { IsOver: true })
                return progress;
            if (progress is { IsStopped: false })
                troubleSince = clock.GetTimestamp();
            else if (clock.GetElapsedTime(troubleSince) > options.JamPatience)
                return await CallOffAsync(job, failure, stop);
            if (progress is not null && progress.IsStopped != wasStopped)
                onStop?.Invoke(wasStopped = progress.IsStopped);
            await Task.Delay(options.PrinterPoll, clock, stop);
        }
    }

    PrinterException? TryLook(PrintJobId job, out PrintProgress? progress)
    {
        progress = null;
        try
        {
            progress = printer.Progress(job);
            return null;
        }
        catch (PrinterException e)
        {
            return e;
        }
    }

    async Task<PrintProgress?> CallOffAsync(PrintJobId job, PrinterException? failure, CancellationToken stop)
    {
        if (failure is not null)
            throw failure;
        printer.Cancel(job);

        // A sheet under way may still come out; only the state after that counts.
        while (true)
        {
            var progress = printer.Progress(job);
            if (progress is null or { IsOver: true })
                return progress;
            await Task.Delay(options.PrinterPoll, clock, stop);
        }
    }
}
