using KioskSim.Ipp;

namespace KioskSim.Devices.Printer;

/// <summary>One copy of a document as it lies in the out-tray.</summary>
/// <param name="Pdf">The document.</param>
/// <param name="Sheets">How many sheets of it are on paper; fewer than it has when the printer stopped in the middle.</param>
public sealed record PrintedCopy(byte[] Pdf, int Sheets);

/// <summary>
/// The printer: takes a document, puts sheet after sheet into the out-tray and counts them itself. A script makes it fail as real ones
/// do.
/// </summary>
public sealed class PrinterDevice(TimeProvider clock)
{
    /// <summary>Jobs that are over leave the printer's book when there are more than so many.</summary>
    const int LongestBook = 200;

    readonly long _switchedOn = clock.GetTimestamp();
    readonly Lock _lock = new();
    readonly List<PrintJob> _book = []; // the oldest first, without gaps in their numbers
    readonly List<PrintedCopy> _tray = [];
    readonly Changes<int> _traySheets = new(0);
    TaskCompletionSource _handNeeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _lastJob;
    int _printed;
    bool _isRunning;

    /// <summary>How long one sheet takes.</summary>
    public TimeSpan SheetTime { get; set; } = TimeSpan.Zero;

    /// <summary>The printer stops before it puts out its sheet with this number, counted over its life, until <see cref="Repair"/>.</summary>
    public int? JamBeforeSheet { get; set; }

    /// <summary>Since it was switched on; at least 1 (RFC 8011 section 5.4.29).</summary>
    public int SecondsUp => 1 + (int)clock.GetElapsedTime(_switchedOn).TotalSeconds;

    /// <summary>Every sheet ever put out.</summary>
    public int SheetsPrinted => _printed;

    /// <summary>Sheets in the out-tray whenever that changes, first the present number.</summary>
    public IAsyncEnumerable<int> WatchTrayAsync(CancellationToken stop) => _traySheets.FollowAsync(stop);

    /// <summary>A hand opens the cover, takes the jammed sheet out and closes it.</summary>
    public void Repair()
    {
        lock (_lock)
        {
            JamBeforeSheet = null;
            _handNeeded.TrySetResult();
        }
    }

    /// <summary>Takes everything out of the tray.</summary>
    public IReadOnlyList<PrintedCopy> TakePaper()
    {
        lock (_lock)
        {
            PrintedCopy[] taken = [.. _tray];
            _tray.Clear();
            _traySheets.Set(0);
            return taken;
        }
    }

    /// <param name="pages">Of the document; two go on a sheet.</param>
    internal PrintJob Accept(string name, byte[] pdf, int pages, int copies)
    {
        lock (_lock)
        {
            var job = new PrintJob(++_lastJob, name, pdf, copies, (pages + 1) / 2);
            _book.Add(job);
            if (_book.Count > LongestBook && _book[0].IsOver)
                _book.RemoveAt(0);
            if (!_isRunning)
                _ = Task.Run(PrintAllAsync);
            _isRunning = true;
            return job;
        }
    }

    internal PrintJob? Find(int id)
    {
        lock (_lock)
            return _book.Find(j => j.Id == id);
    }

    /// <summary>In the order of RFC 8011 section 4.2.6.2: what waits in its turn, what is over from the latest on.</summary>
    internal IReadOnlyList<PrintJob> Jobs(bool completed)
    {
        lock (_lock)
        {
            var jobs = _book.Where(j => j.IsOver == completed);
            return [.. completed ? jobs.Reverse() : jobs];
        }
    }

    /// <returns>False: it was over already.</returns>
    internal bool Cancel(PrintJob job)
    {
        lock (_lock)
        {
            if (job.IsOver)
                return false;
            job.End(IppJobState.Canceled);
            _handNeeded.TrySetResult();
            return true;
        }
    }

    async Task PrintAllAsync()
    {
        while (Next() is { } job)
        {
            while (true)
            {
                if (SheetTime > TimeSpan.Zero)
                    await Task.Delay(SheetTime, clock);
                if (Step(job) is not { } wait)
                    break;
                await wait;
            }
        }
    }

    PrintJob? Next()
    {
        lock (_lock)
        {
            var next = _book.Find(j => !j.IsOver);
            _isRunning = next is not null;
            return next;
        }
    }

    /// <returns>Null: the job is over. Otherwise wait for this before the next sheet.</returns>
    Task? Step(PrintJob job)
    {
        lock (_lock)
        {
            if (job.IsOver)
                return null;
            if (JamBeforeSheet == _printed + 1)
            {
                job.State = IppJobState.ProcessingStopped;
                if (_handNeeded.Task.IsCompleted)
                    _handNeeded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _handNeeded.Task;
            }

            job.State = IppJobState.Processing;
            PutOut(job);
            if (job.SheetsOut < job.SheetsWanted)
                return Task.CompletedTask;
            job.End(IppJobState.Completed);
            return null;
        }
    }

    void PutOut(PrintJob job)
    {
        _printed++;
        if (job.SheetsOut++ % job.SheetsACopy == 0 || _tray.Count == 0) // a hand may have taken the first sheets of a copy already
            _tray.Add(new PrintedCopy(job.Pdf, 1));
        else
            _tray[^1] = _tray[^1] with { Sheets = _tray[^1].Sheets + 1 };
        _traySheets.Set(_tray.Sum(c => c.Sheets));
    }
}
