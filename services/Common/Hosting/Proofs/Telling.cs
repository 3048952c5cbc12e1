using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KioskSim.Hosting.Proofs;

/// <summary>Writes down every activity with all its tags and every measurement, of whatever source: what any collector could ever be told.</summary>
sealed class Telling : IDisposable
{
    const int ActivitiesALook = 20;

    readonly TextWriter _to;
    readonly ActivityListener _traces;
    readonly MeterListener _metrics = new();
    int _activities;

    public Telling(TextWriter to)
    {
        _to = to;
        _traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Tell,
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<byte>(Tell);
        _metrics.SetMeasurementEventCallback<short>(Tell);
        _metrics.SetMeasurementEventCallback<int>(Tell);
        _metrics.SetMeasurementEventCallback<long>(Tell);
        _metrics.SetMeasurementEventCallback<float>(Tell);
        _metrics.SetMeasurementEventCallback<double>(Tell);
        _metrics.SetMeasurementEventCallback<decimal>(Tell);
        _metrics.Start();
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    void Tell(Activity activity)
    {
        _to.WriteLine($"trace {activity.Source.Name} {activity.DisplayName} {activity.Status} {Words(activity.TagObjects)} {Words(activity.Baggage)} "
            + string.Concat(activity.Events.Select(e => $"{e.Name} {Words(e.Tags)}")));
        if (Interlocked.Increment(ref _activities) % ActivitiesALook == 0)
            _metrics.RecordObservableInstruments();
    }

    void Tell<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        _to.WriteLine($"metric {instrument.Meter.Name} {instrument.Name} {value} {Words(tags.ToArray())}");

    static string Words<T>(IEnumerable<KeyValuePair<string, T>> tags) => string.Concat(tags.Select(t => $"{t.Key}={t.Value};"));
}
