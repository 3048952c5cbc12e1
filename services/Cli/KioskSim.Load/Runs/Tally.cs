using KioskSim.Load.Histograms;

namespace KioskSim.Load.Runs;

/// <summary>How many, up to a moment.</summary>
/// <param name="Offered">Arrivals whose time has come, those that were dropped included.</param>
/// <param name="Started">Of them, who found a kiosk.</param>
/// <param name="Failed">Ended without a certificate.</param>
/// <param name="Dropped">Found the line too long.</param>
/// <param name="Left">Were still in the line when the run was interrupted.</param>
/// <param name="Misdelivered">Were given paper that is not theirs.</param>
/// <param name="Yen">Fees kept.</param>
public sealed record Counts(
    long Offered, long Started, long Delivered, long Failed, long Dropped, long Left, long Misdelivered, long Sheets, long Yen)
{
    public static readonly Counts Zero = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>In the line.</summary>
    public long Waiting => Offered - Dropped - Left - Started;

    /// <summary>At kiosks.</summary>
    public long InFlight => Started - Delivered - Failed;

    public static Counts operator +(Counts a, Counts b) => new(
        a.Offered + b.Offered, a.Started + b.Started, a.Delivered + b.Delivered, a.Failed + b.Failed, a.Dropped + b.Dropped, a.Left + b.Left,
        a.Misdelivered + b.Misdelivered, a.Sheets + b.Sheets, a.Yen + b.Yen);
}

/// <summary>Counts and times of a run while it goes on, for several threads.</summary>
public sealed class Tally
{
    readonly Lock _lock = new();
    readonly SortedDictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    Counts _counts = Counts.Zero;
    Span _span = new();

    /// <summary>From when somebody was to come to the certificate in hand: what people feel. Only of who got one.</summary>
    public Histogram Issue { get; } = new();

    /// <summary>The same from when the kiosk was free: what a tool says that waits for the last answer before it asks again.</summary>
    public Histogram Raw { get; } = new();

    /// <summary>In the line.</summary>
    public Histogram Wait { get; } = new();

    /// <summary>How late arrivals were let in: of a generator that keeps up, next to nothing.</summary>
    public Histogram Lateness { get; } = new();

    public Counts Counts
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    /// <summary>How often each outcome, by name.</summary>
    public IReadOnlyDictionary<string, long> Outcomes
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<string, long>(_outcomes, StringComparer.Ordinal);
        }
    }

    public void Offer(TimeSpan late)
    {
        Lateness.Record(late);
        lock (_lock)
            _counts = _counts with { Offered = _counts.Offered + 1 };
    }

    public void Drop()
    {
        lock (_lock)
            _counts = _counts with { Dropped = _counts.Dropped + 1 };
    }

    public void Leave()
    {
        lock (_lock)
            _counts = _counts with { Left = _counts.Left + 1 };
    }

    public void Start(TimeSpan waited)
    {
        Wait.Record(waited);
        lock (_lock)
            _counts = _counts with { Started = _counts.Started + 1 };
    }

    /// <param name="took">From when the visitor was to come.</param>
    /// <param name="raw">From when the kiosk was free.</param>
    public void End(VisitEnd end, TimeSpan took, TimeSpan raw)
    {
        var isDelivered = end.Outcome == VisitEnd.Delivered;
        if (isDelivered)
        {
            Issue.Record(took);
            Raw.Record(raw);
        }

        lock (_lock)
        {
            _outcomes[end.Outcome] = _outcomes.GetValueOrDefault(end.Outcome) + 1;
            _counts = _counts with
            {
                Delivered = _counts.Delivered + (isDelivered ? 1 : 0), Failed = _counts.Failed + (isDelivered ? 0 : 1),
                Misdelivered = _counts.Misdelivered + (end.IsMisdelivered ? 1 : 0), Sheets = _counts.Sheets + end.Sheets, Yen = _counts.Yen + end.Yen,
            };
            if (isDelivered)
                _span.Record(took, raw);
        }
    }

    /// <summary>The latencies recorded since the last call; all of them together are all that there are.</summary>
    public (Histogram Issue, Histogram Raw) TakeSpan()
    {
        lock (_lock)
        {
            var taken = _span;
            _span = new();
            return (taken.Issue, taken.Raw);
        }
    }

    sealed class Span
    {
        public Histogram Issue { get; } = new();

        public Histogram Raw { get; } = new();

        public void Record(TimeSpan took, TimeSpan raw)
        {
            Issue.Record(took);
            Raw.Record(raw);
        }
    }
}
