using KioskSim.Ipp;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Device;

/// <summary>Whether what comes out is kept as paper, or only its hash.</summary>
public enum Keep
{
    Sheets,
    Hash,
}

/// <summary>
/// The printer: takes a document, puts sheet after sheet into the out-tray and counts them itself. A script makes it fail as real ones
/// do.
/// </summary>
public sealed class PrinterDevice(TimeProvider clock, Keep keep = Keep.Sheets)
{
    /// <summary>Jobs that are over leave the printer's book when there are more than so many.</summary>
    const int LongestBook = 200;

    readonly Lock _lock = new();
    readonly List<PrintJob> _book = []; // the oldest first, without gaps in their numbers
    readonly PaperTray _tray = new();
    readonly PresentFaults _faults = new();
    long _switchedOn = clock.GetTimestamp();
    TaskCompletionSource _handNeeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _lastJob;
    int _printed;
    bool _isRunning;

    /// <summary>How long one sheet takes, unless a fault makes it slower.</summary>
    public TimeSpan SheetTime { get; set; } = TimeSpan.Zero;

    /// <summary>Since it was switched on; at least 1 (RFC 8011 section 5.4.29).</summary>
    public int SecondsUp => 1 + (int)clock.GetElapsedTime(_switchedOn).TotalSeconds;

    /// <summary>Every sheet ever put out. Switching it off does not change that.</summary>
    public int SheetsPrinted => _printed;

    /// <summary>Called with each sheet as it comes out, one after the other: what is on paper by then of that copy.</summary>
    public Action<PrintedCopy>? SheetIsOut { get; set; }

    /// <summary>Called with what goes into the locked box.</summary>
    public Action<IReadOnlyList<PrintedCopy>>? PaperIsWithdrawn { get; set; }

    public bool IsOff
    {
        get
        {
            lock (_lock)
                return _faults.IsOff;
        }
    }

    public int SheetsInBox
    {
        get
        {
            lock (_lock)
                return _tray.SheetsInBox;
        }
    }

    internal bool IsStopped
    {
        get
        {
            lock (_lock)
                return _faults.Stops;
        }
    }

    internal bool AcceptsJobs
    {
        get
        {
            lock (_lock)
                return !_faults.RefusesJobs;
        }
    }

    internal IReadOnlyList<string> StateReasons
    {
        get
        {
            lock (_lock)
                return _faults.Reasons;
        }
    }

    public int SheetsInTray
    {
        get
        {
            lock (_lock)
                return _tray.Sheets;
        }
    }

    /// <summary>Sheets in the out-tray whenever that changes, first the present number.</summary>
    public IAsyncEnumerable<int> WatchTrayAsync(CancellationToken stop) => _tray.WatchAsync(stop);

    /// <summary>Lays down what will go wrong, beside what was laid down before. Faults that name no sheet come at once.</summary>
    public void Plan(IEnumerable<Fault> faults)
    {
        lock (_lock)
        {
            foreach (var fault in faults)
            {
                _faults.Add(fault);
                if (fault.BeforeSheet is null)
                    Begin(fault);
            }
        }
    }

    /// <summary>A hand takes the jammed sheet out, fills paper and toner, switches the printer on: whatever lasts is put right.</summary>
    public void Repair()
    {
        lock (_lock)
        {
            SwitchOnIfOff();
            _faults.ClearAll();
            _handNeeded.TrySetResult();
        }
    }

    /// <summary>Takes everything out of the tray.</summary>
    public IReadOnlyList<PrintedCopy> TakePaper()
    {
        lock (_lock)
            return _tray.Empty();
    }

    /// <summary>Draws the sheets in the tray into the locked box.</summary>
    /// <returns>How many.</returns>
    public int WithdrawPaper()
    {
        lock (_lock)
        {
            var withdrawn = _tray.Withdraw();
            if (withdrawn.Count > 0)
                PaperIsWithdrawn?.Invoke(withdrawn);
            return withdrawn.Sum(c => c.Sheets);
        }
    }

    /// <summary>Somebody with the key empties the box, unseen.</summary>
    /// <returns>How many sheets were in it.</returns>
    public int EmptyBox()
    {
        lock (_lock)
            return _tray.EmptyBox();
    }

    /// <returns>Null: jobs are refused now.</returns>
    internal PrintJob? Accept(JobTicket ticket, byte[] pdf)
    {
        lock (_lock)
        {
            if (_faults.IsOff || _faults.Spend(FaultKind.RefuseJobs))
                return null;
            var job = new PrintJob(++_lastJob, ticket, pdf, SecondsUp);
            _book.Add(job);
            if (_book.Count > LongestBook && _book[0].IsOver)
                _book.RemoveAt(0);
            if (!_isRunning)
                _ = PrintAllAsync();
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
            End(job, IppJobState.Canceled);
            _handNeeded.TrySetResult();
            return true;
        }
    }

    /// <summary>Whether the next answer is to be garbage.</summary>
    internal bool AnswersGarbage()
    {
        lock (_lock)
            return _faults.Spend(FaultKind.Garbage);
    }

    async Task PrintAllAsync()
    {
        await Task.Yield(); // whoever handed the job over does not wait for its sheets
        while (Next() is { } job)
        {
            while (true)
            {
                if (TimeOfSheet() is var time && time > TimeSpan.Zero)
                    await Task.Delay(time, clock);
                if (Step(job) is not { } wait)
                    break;
                await wait;
            }
        }
    }

    TimeSpan TimeOfSheet()
    {
        lock (_lock)
            return _faults.SheetTime ?? SheetTime;
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
            foreach (var fault in _faults.BeginBefore(_printed + 1))
                Begin(fault);
            if (job.IsOver)
                return null; // the power is off
            if (_faults.Stops)
            {
                job.State = IppJobState.ProcessingStopped;
                if (_handNeeded.Task.IsCompleted)
                    _handNeeded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _handNeeded.Task;
            }

            job.State = IppJobState.Processing;
            job.Begun ??= SecondsUp;
            PutOut(job);
            if (job.SheetsOut < job.Ticket.Sheets)
                return Task.CompletedTask;
            End(job, IppJobState.Completed);
            return null;
        }
    }

    void PutOut(PrintJob job)
    {
        _printed++;
        var (copy, before) = Math.DivRem(job.SheetsOut++, job.Ticket.SheetsACopy);
        var sheet = new PrintedCopy(keep == Keep.Hash ? [] : job.Pdf, 1) { Hash = job.Hash, Job = job.Id, Number = copy + 1 };
        _tray.Put(sheet, first: before == 0);
        SheetIsOut?.Invoke(sheet with { Pdf = job.Pdf, Sheets = before + 1 });
    }

    // Where paper is kept, the sheets in the tray are this very document.
    void End(PrintJob job, IppJobState state) => job.End(state, SecondsUp, wipe: keep == Keep.Hash || job.SheetsOut == 0);

    void Begin(Fault fault)
    {
        if (fault.Kind == FaultKind.PowerOff)
        {
            foreach (var job in _book.Where(j => !j.IsOver))
                End(job, IppJobState.Aborted);
            _book.Clear();
            _handNeeded.TrySetResult();
        }

        if (fault.For is { } time)
            _ = EndAfterAsync(fault, time);
    }

    async Task EndAfterAsync(Fault fault, TimeSpan time)
    {
        await Task.Delay(time, clock);
        lock (_lock)
        {
            if (fault.Kind == FaultKind.PowerOff)
                SwitchOnIfOff();
            if (_faults.Clear(fault))
                _handNeeded.TrySetResult();
        }
    }

    void SwitchOnIfOff()
    {
        if (_faults.IsOff)
            _switchedOn = clock.GetTimestamp();
    }
}
