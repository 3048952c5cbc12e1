using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using KioskSim.Domain.Flow;

namespace KioskSim.Fixtures;

/// <summary>What a test makes the product count, and no other test that runs at the same time.</summary>
public sealed class Counted : IDisposable
{
    static readonly AsyncLocal<Counted?> Here = new();

    readonly MeterListener _listener;
    readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);

    public Counted()
    {
        Here.Value = this;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == FlowMeter.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    /// <summary>Sums, as <c>kiosksim.fees.returned by=clerk city=482013 kind=Tax: 200</c>, in the order of the alphabet; labels without their first word.</summary>
    public IReadOnlyList<string> Sums => [.. _sums.Select(s => $"{s.Key}: {s.Value}").Order(StringComparer.Ordinal)];

    public void Dispose() => _listener.Dispose();

    // Runs where something is counted.
    void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (Here.Value != this)
            return;
        var labels = tags.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $" {t.Key.Replace("kiosksim.", "", StringComparison.Ordinal)}={t.Value}");
        _sums.AddOrUpdate(instrument.Name + string.Concat(labels), value, (_, sum) => sum + value);
    }
}
