using System.Diagnostics;
using System.Diagnostics.Metrics;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Domain.Flow;

/// <summary>
/// What is counted and measured of the flow, by everybody who takes part in it; listed in docs/operations.md. What tells one series from another is a step, a
/// message, a kind, a city, an outcome or a fault: few values each, and none of them a person's.
/// </summary>
public static class FlowMeter
{
    public const string Name = "KioskSim.Flow";

    const string FaultTag = "kiosksim.fault";
    const string ByTag = "kiosksim.by";

    static readonly Meter Meter = new(Name);

    static readonly Histogram<double> CallDuration = Meter.CreateHistogram(
        "kiosksim.call.duration", "s", "How long a message took, as who sent it sees it.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    static readonly Counter<long> Visits = Meter.CreateCounter<long>("kiosksim.visits", "{visit}", "Visits to kiosks that have ended, by how.");
    static readonly Counter<long> PrintJobs = Meter.CreateCounter<long>("kiosksim.print.jobs", "{job}", "Jobs that kiosks have sent to their printers, by how they ended.");
    static readonly UpDownCounter<long> OpenSessions = Meter.CreateUpDownCounter<long>("kiosksim.sessions.open", "{session}", "Sessions under way at the centre.");
    static readonly Counter<long> Certificates = Meter.CreateCounter<long>("kiosksim.certificates", "{copy}", "Copies of certificates that came out, as the centre's journal has them.");
    static readonly Counter<long> FeesKept = Meter.CreateCounter<long>("kiosksim.fees.kept", "{yen}", "Fees that were kept, as the centre's journal has them.");
    static readonly Counter<long> FeesReturned = Meter.CreateCounter<long>("kiosksim.fees.returned", "{yen}", "Fees that were paid back, by the kiosk or at the clerk's desk.");
    static readonly Counter<long> Faults = Meter.CreateCounter<long>("kiosksim.faults", "{fault}", "How often a fault that somebody switched on has struck.");

    /// <summary>A hop has ended, at who sent it.</summary>
    public static void CallEnded(Hop hop, string outcome, TimeSpan duration) => CallDuration.Record(
        duration.TotalSeconds, new(FlowTrace.StepTag, hop.Step), new(FlowTrace.MessageTag, hop.Message), new(FlowTrace.OutcomeTag, outcome));

    /// <summary>A print job can put out no more.</summary>
    /// <param name="isComplete">Whether all of it is out.</param>
    public static void PrintJobEnded(bool isComplete) =>
        PrintJobs.Add(1, new KeyValuePair<string, object?>(FlowTrace.OutcomeTag, isComplete ? FlowTrace.Ok : nameof(FlowErrorCode.PrinterFault)));

    /// <summary>The centre has one session more under way, or one less.</summary>
    public static void SessionsChanged(int by) => OpenSessions.Add(by);

    /// <summary>A session has come to its end in the centre's journal, which it does once.</summary>
    /// <param name="kind">Null, as the city: it ended before anything was prepared.</param>
    public static void Settled(CertificateKind? kind, string? city, int copies, Yen kept, Yen returned)
    {
        var tags = Of(kind?.ToString(), city);
        if (copies > 0)
            Certificates.Add(copies, tags);
        if (kept > Yen.Zero)
            FeesKept.Add(kept.Amount, tags);
        if (returned > Yen.Zero)
            PaidBack(kind, city, returned, "kiosk");
    }

    /// <summary>The clerk handed a fee back that had been kept.</summary>
    public static void RefundedByClerk(CertificateKind? kind, string? city, Yen returned) => PaidBack(kind, city, returned, "clerk");

    public static void FaultStruck(string fault) => Faults.Add(1, new KeyValuePair<string, object?>(FaultTag, fault));

    internal static void VisitEnded(string kind, string? city, string outcome)
    {
        var tags = Of(kind, city);
        tags.Add(FlowTrace.OutcomeTag, outcome);
        Visits.Add(1, tags);
    }

    static void PaidBack(CertificateKind? kind, string? city, Yen returned, string by)
    {
        var tags = Of(kind?.ToString(), city);
        tags.Add(ByTag, by);
        FeesReturned.Add(returned.Amount, tags);
    }

    static TagList Of(string? kind, string? city)
    {
        var tags = new TagList();
        if (kind is not null)
            tags.Add(FlowTrace.KindTag, kind);
        if (city is not null)
            tags.Add(FlowTrace.CityTag, city);
        return tags;
    }
}
