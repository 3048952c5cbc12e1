using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using KioskSim.Domain.Flow;

namespace KioskSim.Deploy.Tests.Dashboards;

/// <summary>The instruments that the code makes, as they are called in Prometheus, by the rules of OpenTelemetry's specification on compatibility with it.</summary>
static class Instruments
{
    static readonly string[] Meters = [FlowMeter.Name, "System.Runtime"];

    public static IReadOnlyList<Instrument> All { get; } = Find();

    public static IEnumerable<Instrument> OfTheFlow => All.Where(i => i.Meter.Name == FlowMeter.Name);

    /// <summary>One name; of a histogram three.</summary>
    public static IEnumerable<string> InPrometheus(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            { Length: > 0 } unit when unit[0] == '{' => "",
            var unit => throw new NotSupportedException($"{instrument.Name} has the unit '{unit}'."),
        };
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"]
            : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? [$"{name}_total"]
            : [name];
    }

    static List<Instrument> Find()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => found.Add(instrument) };
        RuntimeHelpers.RunClassConstructor(typeof(FlowMeter).TypeHandle);
        listener.Start(); // also makes the runtime's own
        return [.. found.Where(i => Meters.Contains(i.Meter.Name))];
    }
}
