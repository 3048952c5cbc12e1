using KioskSim.Kiosk.Printing;
using KioskSim.Paper.Marks;

namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>A printer with its own counts, which outlives the kiosk. Prints at once, as far as it gets.</summary>
sealed class FakePrinter(Func<Contacts> contacts) : IPrinter
{
    sealed record Job(string Name, int SheetsWanted)
    {
        public int SheetsOut { get; set; }

        public bool IsCancelled { get; set; }

        public bool IsOver => IsCancelled || SheetsOut == SheetsWanted;
    }

    readonly List<Job> _jobs = [];
    int _before;

    /// <summary>A job jams after so many sheets.</summary>
    public int? JamAfter { get; set; }

    /// <summary>Jobs it got.</summary>
    public int Jobs => _jobs.Count;

    public int SheetsOut => _before + _jobs.Sum(j => j.SheetsOut);

    /// <summary>A job that an earlier life of the kiosk left behind.</summary>
    public void LeaveJob(string name, int sheetsWanted, int sheetsOut) => _jobs.Add(new Job(name, sheetsWanted) { SheetsOut = sheetsOut });

    /// <summary>The sheets that were under way come out.</summary>
    public void GoOn() => PutOut(_jobs[^1], _jobs[^1].SheetsWanted);

    /// <summary>Told how many sheets fall into the tray.</summary>
    public Action<int> SheetsCome { get; init; } = _ => { };

    /// <summary>The first job was called off after so many sheets.</summary>
    public void CallOff(int sheetsOut) => (_jobs[0].SheetsOut, _jobs[0].IsCancelled) = (sheetsOut, true);

    /// <summary>Whether it says that it can print.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>The power went: jobs are gone, the count of sheets is not.</summary>
    public void LosePower()
    {
        _before = SheetsOut;
        _jobs.Clear();
    }

    public PrinterCondition Look()
    {
        contacts().Pass("Look");
        return new PrinterCondition(IsReady, SheetsOut);
    }

    public PrintJobId Print(string name, ReadOnlySpan<byte> pdf, int copies)
    {
        contacts().Pass("Print");
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(pdf, out var marks));
        var job = new Job(name, copies * marks.PageCount / 2);
        PutOut(job, Math.Min(job.SheetsWanted, JamAfter ?? job.SheetsWanted));
        _jobs.Add(job);
        contacts().Pass("Print done");
        return new PrintJobId(_jobs.Count);
    }

    public PrintProgress? Progress(PrintJobId job)
    {
        contacts().Pass("Progress");
        if (job.Number > _jobs.Count)
            return null;
        var asked = _jobs[job.Number - 1];
        return new PrintProgress(asked.IsOver, IsStopped: !asked.IsOver && JamAfter is not null, asked.SheetsOut);
    }

    void PutOut(Job job, int sheets)
    {
        var more = sheets - job.SheetsOut;
        job.SheetsOut = sheets;
        SheetsCome(more);
    }

    public void Cancel(PrintJobId job)
    {
        contacts().Pass("CancelJob");
        _jobs[job.Number - 1].IsCancelled = true;
    }

    public PrintJobId? Find(string name)
    {
        contacts().Pass("Find");
        return _jobs.FindIndex(j => j.Name == name) is >= 0 and var at ? new PrintJobId(at + 1) : null;
    }
}

sealed class FakeLamp(Func<Contacts> contacts) : IClerkLamp
{
    public bool IsOn { get; private set; }

    public async Task SetAsync(bool isOn, CancellationToken stop)
    {
        await contacts().PassAsync("Lamp");
        IsOn = isOn;
    }
}

sealed class FakeTray(Func<Contacts> contacts) : IOutTray
{
    public Watched<int> Sheets { get; } = new(0);

    /// <summary>Sheets in the locked box.</summary>
    public int Box { get; private set; }

    public async Task<int> WithdrawAsync(CancellationToken stop)
    {
        await contacts().PassAsync("Withdraw");
        var sheets = Sheets.Value;
        Box += sheets;
        Sheets.Set(0);
        return sheets;
    }

    public async IAsyncEnumerable<int> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        contacts().Pass("Tray");
        await foreach (var sheets in Sheets.FollowAsync(stop))
            yield return sheets;
    }
}
