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

    /// <summary>A job jams after so many sheets.</summary>
    public int? JamAfter { get; set; }

    /// <summary>Jobs it got.</summary>
    public int Jobs => _jobs.Count;

    public int SheetsOut => _jobs.Sum(j => j.SheetsOut);

    /// <summary>A job that an earlier life of the kiosk left behind.</summary>
    public void LeaveJob(string name, int sheetsWanted, int sheetsOut) => _jobs.Add(new Job(name, sheetsWanted) { SheetsOut = sheetsOut });

    /// <summary>The sheets that were under way come out.</summary>
    public void GoOn() => _jobs[^1].SheetsOut = _jobs[^1].SheetsWanted;

    /// <summary>The first job was called off after so many sheets.</summary>
    public void CallOff(int sheetsOut) => (_jobs[0].SheetsOut, _jobs[0].IsCancelled) = (sheetsOut, true);

    public PrintJobId Print(string name, ReadOnlySpan<byte> pdf, int copies)
    {
        contacts().Pass("Print");
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(pdf, out var marks));
        var job = new Job(name, copies * marks.PageCount / 2);
        job.SheetsOut = Math.Min(job.SheetsWanted, JamAfter ?? job.SheetsWanted);
        _jobs.Add(job);
        contacts().Pass("Print done");
        return new PrintJobId(_jobs.Count);
    }

    public PrintProgress Progress(PrintJobId job)
    {
        contacts().Pass("Progress");
        var asked = _jobs[job.Number - 1];
        return new PrintProgress(asked.IsOver, IsStopped: !asked.IsOver && JamAfter is not null, asked.SheetsOut);
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

sealed class FakeTray(Func<Contacts> contacts) : IOutTray
{
    public Watched<int> Sheets { get; } = new(2);

    public async IAsyncEnumerable<int> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        contacts().Pass("Tray");
        await foreach (var sheets in Sheets.FollowAsync(stop))
            yield return sheets;
    }
}
